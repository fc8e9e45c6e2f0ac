"""Xiaoer (店小二): the operating system of a city's business-environment programme."""

__version__ = "0.1.0"
