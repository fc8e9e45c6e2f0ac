"""The words for roles."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .roles import Role


def role_words(role: str) -> str:
    """Say a role in words; an unknown one only looks."""
    return {
        Role.HQ_OFFICE: _("指挥部办公室"),
        Role.HQ_LEADER: _("指挥部领导"),
        Role.TASK_TEAM: _("工作专班"),
        Role.COUNTY_HQ_OFFICE: _("县(市、区)指挥部办公室"),
        Role.PRINCIPAL: _("主要负责同志"),
        Role.VICE: _("分管负责同志"),
        Role.LIAISON: _("联络员"),
        Role.WINDOW_CLERK: _("窗口人员"),
        Role.ACCEPTANCE_OFFICER: _("受理人员"),
        Role.REVIEWER: _("审查人员"),
        Role.APPROVER: _("审批人员"),
        Role.SITE_INSPECTOR: _("勘验人员"),
        Role.LINE_SYSTEM: _("专线系统"),
        Role.CASE_SUPERVISOR: _("办件督办"),
        Role.CATALOGUE_EDITOR: _("事项目录编辑"),
        Role.SYSTEM_ADMIN: _("系统管理员"),
    }.get(role, _("只看"))
