"""The bodies and people of the demo city: 岚海市. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from xiaoer.people.models import (
    Appointment,
    Organisation,
    OrganisationPlacement,
    RoleGrant,
    User,
)
from xiaoer.people.roles import Role

Kind = Organisation.Kind
Post = Appointment.Post

# code, full name, short name, kind, part, parent code
BODIES: tuple[tuple[str, str, str, Kind, int | None, str | None], ...] = (
    ("headquarters", "岚海市全面优化营商环境攻坚行动指挥部", "指挥部", Kind.HEADQUARTERS, None, None),
    ("hq-office", "指挥部办公室", "指挥部办公室", Kind.HQ_OFFICE, None, "headquarters"),
    ("team-market", "市场环境工作专班", "市场环境专班", Kind.TASK_TEAM, 1, "hq-office"),
    ("team-government", "政务环境工作专班", "政务环境专班", Kind.TASK_TEAM, 2, "hq-office"),
    ("team-law", "法治环境工作专班", "法治环境专班", Kind.TASK_TEAM, 3, "hq-office"),
    ("market-supervision", "岚海市市场监督管理局", "市市场监管局", Kind.DEPARTMENT, None, "team-market"),
    ("housing-construction", "岚海市住房和城乡建设局", "市住房城乡建设局", Kind.DEPARTMENT, None, "team-market"),
    ("natural-resources", "岚海市自然资源局", "市自然资源局", Kind.DEPARTMENT, None, "team-market"),
    ("finance", "岚海市财政局", "市财政局", Kind.DEPARTMENT, None, "team-market"),
    ("financial-affairs", "岚海市金融工作局", "市金融局", Kind.DEPARTMENT, None, "team-market"),
    ("commerce", "岚海市商务局", "市商务局", Kind.DEPARTMENT, None, "team-market"),
    ("industry-information", "岚海市工业和信息化局", "市工业和信息化局", Kind.DEPARTMENT, None, "team-market"),
    ("taxation", "国家税务总局岚海市税务局", "市税务局", Kind.REGULATOR, None, "team-market"),
    ("customs", "岚海海关", "岚海海关", Kind.REGULATOR, None, "team-market"),
    ("banking-regulator", "岚海银保监分局", "岚海银保监分局", Kind.REGULATOR, None, "team-market"),
    ("power-supply", "岚海供电局", "岚海供电局", Kind.UTILITY, None, "team-market"),
    ("water-supply", "岚海市自来水公司", "市自来水公司", Kind.UTILITY, None, "team-market"),
    ("government-data", "岚海市政务服务数据管理局", "市政数局", Kind.DEPARTMENT, None, "team-government"),
    ("public-resource-trading", "岚海市公共资源交易中心", "市公共资源交易中心", Kind.DEPARTMENT, None, "team-government"),
    ("hotline-centre", "岚海市12345政务服务便民热线中心", "12345热线中心", Kind.DEPARTMENT, None, "team-government"),
    ("justice", "岚海市司法局", "市司法局", Kind.DEPARTMENT, None, "team-law"),
    ("development-reform", "岚海市发展和改革局", "市发展改革局", Kind.DEPARTMENT, None, "team-law"),
    ("human-resources", "岚海市人力资源和社会保障局", "市人力资源社会保障局", Kind.DEPARTMENT, None, "team-law"),
    ("public-security", "岚海市公安局", "市公安局", Kind.DEPARTMENT, None, "team-law"),
    ("intermediate-court", "岚海市中级人民法院", "市中级法院", Kind.COURT, None, "team-law"),
    ("procuratorate", "岚海市人民检察院", "市检察院", Kind.PROCURATORATE, None, "team-law"),
    ("county-dongpu", "东浦区指挥部办公室", "东浦区", Kind.COUNTY_HQ, None, "hq-office"),
    ("county-bingang", "滨港新区指挥部办公室", "滨港新区", Kind.COUNTY_HQ, None, "hq-office"),
    ("county-nanting", "南汀市指挥部办公室", "南汀市", Kind.COUNTY_HQ, None, "hq-office"),
    ("county-linxi", "临溪县指挥部办公室", "临溪县", Kind.COUNTY_HQ, None, "hq-office"),
    ("county-qingping", "青屏县指挥部办公室", "青屏县", Kind.COUNTY_HQ, None, "hq-office"),
    ("county-shiling", "石岭县指挥部办公室", "石岭县", Kind.COUNTY_HQ, None, "hq-office"),
    # These do steps of cases and lead no task of the programme.
    ("service-hall", "岚海市政务服务中心", "市政务服务中心", Kind.SERVICE, None, "government-data"),
    ("housing-fund", "岚海市住房公积金管理中心", "市公积金中心", Kind.SERVICE, None, "housing-construction"),
    ("seal-maker", "岚海印章服务有限公司", "岚海印章公司", Kind.SERVICE, None, "public-security"),
    ("bank-lanhai", "岚海银行股份有限公司", "岚海银行", Kind.SERVICE, None, "financial-affairs"),
    ("health", "岚海市卫生健康局", "市卫生健康局", Kind.SERVICE, None, "team-government"),
    ("fire-rescue", "岚海市消防救援支队", "市消防救援支队", Kind.SERVICE, None, "team-government"),
    ("civil-defence", "岚海市国防动员办公室", "市国动办（人防）", Kind.SERVICE, None, "team-market"),
    ("ecology", "岚海市生态环境局", "市生态环境局", Kind.SERVICE, None, "team-market"),
    ("tobacco", "岚海市烟草专卖局", "市烟草专卖局", Kind.SERVICE, None, "team-market"),
    ("water-affairs", "岚海市水务局", "市水务局", Kind.SERVICE, None, "team-market"),
    ("urban-management", "岚海市城市管理和综合执法局", "市城管局", Kind.SERVICE, None, "team-market"),
    ("traffic-police", "岚海市公安局交通警察支队", "市交警支队", Kind.SERVICE, None, "public-security"),
    ("archives", "岚海市城市建设档案馆", "市城建档案馆", Kind.SERVICE, None, "housing-construction"),
    ("planning-survey", "岚海市测绘地理信息院", "市测绘院", Kind.SERVICE, None, "natural-resources"),
    ("drawing-review", "岚海施工图审查中心", "施工图审查中心", Kind.SERVICE, None, "housing-construction"),
)  # fmt: skip


# the counties with their codes, as addresses and statistics name them
DIVISIONS = {
    "东浦区": "441502",
    "滨港新区": "441503",
    "南汀市": "441581",
    "临溪县": "441521",
    "青屏县": "441523",
    "石岭县": "441524",
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the demo: sign-in name, name, body, post, role."""

    username: str
    name: str
    body: str
    post: Post
    role: Role


PEOPLE = (
    Somebody("office", "苏若木", "hq-office", Post.LIAISON, Role.HQ_OFFICE),
    Somebody("leader", "梁知远", "headquarters", Post.PRINCIPAL, Role.HQ_LEADER),
    Somebody("team-market", "何砚秋", "team-market", Post.LIAISON, Role.TASK_TEAM),
    Somebody("team-government", "林向晚", "team-government", Post.LIAISON, Role.TASK_TEAM),
    Somebody("team-law", "陆以宁", "team-law", Post.LIAISON, Role.TASK_TEAM),
    Somebody("market", "周清和", "market-supervision", Post.LIAISON, Role.LIAISON),
    Somebody("market-head", "顾南舟", "market-supervision", Post.PRINCIPAL, Role.PRINCIPAL),
    Somebody("housing", "沈砚", "housing-construction", Post.LIAISON, Role.LIAISON),
    Somebody("housing-head", "程以安", "housing-construction", Post.PRINCIPAL, Role.PRINCIPAL),
    Somebody("data", "许行简", "government-data", Post.LIAISON, Role.LIAISON),
    Somebody("county", "方鹿鸣", "county-shiling", Post.LIAISON, Role.COUNTY_HQ_OFFICE),
    Somebody("admin", "钟维", "hq-office", Post.STAFF, Role.SYSTEM_ADMIN),
)


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who works on cases: sign-in name, name, body, roles."""

    username: str
    name: str
    body: str
    roles: tuple[Role, ...]


_DECIDE = (Role.ACCEPTANCE_OFFICER, Role.REVIEWER, Role.SITE_INSPECTOR)
_APPROVE = (Role.APPROVER, Role.CASE_SUPERVISOR)
# Each department has one who examines and another who decides (market 0.1).
CLERKS = (
    Clerk("window", "白露", "service-hall", (Role.WINDOW_CLERK,)),
    Clerk("catalogue", "许知行", "government-data", (Role.CATALOGUE_EDITOR,)),
    Clerk(
        "registrar", "江临", "market-supervision", (*_DECIDE, Role.WINDOW_CLERK, Role.FEED_OFFICER)
    ),
    Clerk("registrar-2", "宋时雨", "market-supervision", _DECIDE),
    Clerk("registrar-head", "傅衡", "market-supervision", _APPROVE),
    Clerk("planner", "陈知微", "natural-resources", _DECIDE),
    Clerk("planner-2", "裴青", "natural-resources", _DECIDE),
    Clerk("planner-head", "高鹤鸣", "natural-resources", _APPROVE),
    Clerk("builder", "何小满", "housing-construction", _DECIDE),
    Clerk("builder-2", "杜若川", "housing-construction", _DECIDE),
    Clerk("builder-head", "严清和", "housing-construction", _APPROVE),
    Clerk("reform", "魏长庚", "development-reform", _DECIDE),
    Clerk("reform-head", "吕思齐", "development-reform", _APPROVE),
    Clerk("power", "罗朝晖", "power-supply", (*_DECIDE, Role.LINE_SYSTEM, Role.FEED_OFFICER)),
    Clerk("power-head", "贺远", "power-supply", _APPROVE),
    Clerk("tax", "丁宁", "taxation", (*_DECIDE, Role.LINE_SYSTEM, Role.FEED_OFFICER)),
    Clerk("social", "冯小禾", "human-resources", (*_DECIDE, Role.LINE_SYSTEM)),
    Clerk("fund", "邵明", "housing-fund", (*_DECIDE, Role.LINE_SYSTEM)),
    Clerk("seals", "齐放", "seal-maker", (Role.LINE_SYSTEM,)),
    Clerk("police", "雷行", "public-security", (*_DECIDE, Role.LINE_SYSTEM)),
    Clerk("bank", "康宁", "bank-lanhai", (Role.LINE_SYSTEM,)),
    Clerk("health", "文静远", "health", _DECIDE),
    Clerk("health-head", "姚望", "health", _APPROVE),
    Clerk("fire", "石磊", "fire-rescue", _DECIDE),
    Clerk("fire-head", "秦烽", "fire-rescue", _APPROVE),
    Clerk("defence", "尹守一", "civil-defence", _DECIDE),
    Clerk("ecology", "林川", "ecology", _DECIDE),
    Clerk("tobacco", "颜朗", "tobacco", _DECIDE),
    Clerk("tobacco-head", "易安", "tobacco", _APPROVE),
    Clerk("water", "汪洋", "water-affairs", _DECIDE),
    Clerk("water-head", "江澄", "water-affairs", _APPROVE),
    Clerk("city", "关山", "urban-management", _DECIDE),
    Clerk("city-head", "岳峙", "urban-management", _APPROVE),
    Clerk(
        "customs",
        "海晏",
        "customs",
        (
            Role.LINE_SYSTEM,
            Role.FEED_OFFICER,
        ),
    ),
    Clerk("traffic", "路遥", "traffic-police", _DECIDE),
    Clerk("archive", "纪年", "archives", _DECIDE),
    Clerk("survey", "方圆", "planning-survey", (*_DECIDE, Role.LINE_SYSTEM)),
    Clerk("drawings", "图南", "drawing-review", (*_DECIDE, Role.LINE_SYSTEM)),
)


def make_clerks(bodies: dict[str, Organisation], day: date, password: str) -> dict[str, User]:
    """Make those who work on cases."""
    posts = [(who.username, who.name, who.body, Post.STAFF, who.roles) for who in CLERKS]
    return _made(posts, bodies, day, password)


def make_bodies(day: date) -> dict[str, Organisation]:
    """Make the organisations as they stood on a day, each below its parent."""
    rows = Organisation.objects.bulk_create(
        Organisation(
            code=code, name=name, short_name=short_name, kind=kind, part=part, valid_from=day,
            division_code=DIVISIONS.get(short_name, ""),
        )
        for code, name, short_name, kind, part, _parent in BODIES
    )  # fmt: skip
    made = {row.code: row for row in rows}
    OrganisationPlacement.objects.bulk_create(
        OrganisationPlacement(organisation=made[code], parent=made[parent], valid_from=day)
        for code, _name, _short, _kind, _part, parent in BODIES
        if parent
    )
    return made


def make_people(bodies: dict[str, Organisation], day: date, password: str) -> dict[str, User]:
    """Make the people, put them on their posts and give them their roles."""
    posts = [(who.username, who.name, who.body, who.post, (who.role,)) for who in PEOPLE]
    return _made(posts, bodies, day, password)


def _made(
    posts: list[tuple[str, str, str, Post, tuple[Role, ...]]],
    bodies: dict[str, Organisation],
    day: date,
    password: str,
) -> dict[str, User]:
    """Make people with their posts and roles, table by table: every test makes them anew."""
    hashed = make_password(password)  # once: hashing is slow by design
    users = User.objects.bulk_create(
        User(username=username, password=hashed, name=name)
        for username, name, _body, _post, _roles in posts
    )
    made = {user.username: user for user in users}
    Appointment.objects.bulk_create(
        Appointment(user=made[who], organisation=bodies[body], post=post, valid_from=day)
        for who, _name, body, post, _roles in posts
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=made[who], role=role, organisation=bodies[body], valid_from=day)
        for who, _name, body, _post, roles in posts
        for role in roles
    )
    return made
