"""The HTTP API: each room brings its router."""

from ninja import NinjaAPI
from ninja.security import django_auth

api = NinjaAPI(
    title="店小二 Xiaoer",
    version="1",
    description="Plans, programmes and statutory time.",
    auth=django_auth,
    docs_decorator=None,
)
