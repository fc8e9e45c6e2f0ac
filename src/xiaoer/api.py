"""The HTTP API: each room brings its router; the contract is served as OpenAPI 3.1."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import django_auth

from xiaoer.campaign.api import plans, programmes
from xiaoer.cases.api import cases, todos
from xiaoer.exchange.api import router as feeds
from xiaoer.indicators.api import router as indicators
from xiaoer.people.access import Refused
from xiaoer.web.clock_api import clock

api = NinjaAPI(
    title="店小二 Xiaoer",
    version="1",
    description="Cases, plans, programmes, figures and statutory time. Sign in first: the session is used.",
    auth=django_auth,
)
api.add_router("/clock", clock)
api.add_router("/cases", cases)
api.add_router("/feeds", feeds)
api.add_router("/indicators", indicators)
api.add_router("/todos", todos)
api.add_router("/plans", plans)
api.add_router("/programmes", programmes)


@api.exception_handler(Refused)
def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
    """Answer what the viewer may not do."""
    return api.create_response(request, {"detail": "您的岗位不能做这件事"}, status=403)
