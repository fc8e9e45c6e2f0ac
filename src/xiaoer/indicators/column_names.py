"""What people call the columns of the mart."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# what people call the columns of cases; a feed's columns have their own titles
COLUMNS: dict[str, str | Promise] = {
    "item": _("事项"), "pack": _("举措"), "county": _("县区"),
    "organisation": _("办理单位"), "channel": _("渠道"), "result": _("结果"),
    "credit_class": _("信用等级"), "entity_type": _("企业类型"), "root": _("项目"),
    "stage": _("审批阶段"), "reform_mode": _("改革方式"),
    "commitment": _("用了告知承诺"), "commitment_offered": _("可以用告知承诺"),
    "gap": _("容缺受理"), "gap_closed": _("容缺已补齐"), "extended": _("延长过"),
    "bundle": _("一件事联办"), "overdue": _("超时"), "resubmitted": _("退回后重交"),
    "net_wd": _("计时工作日"), "gross_wd": _("从提交起的工作日"),
    "receipt_wd": _("受理前的工作日"), "held_wd": _("不计时的工作日"),
    "span_days": _("从提交到办结的天数"), "stages_wd": _("各阶段计时工作日合计"),
    "separate_wd": _("分开办的法定时限合计"), "corrections": _("补正次数"),
    "rating": _("评价"), "submissions": _("提交次数"),
    "net_fraction": _("计时工作日（算到分钟）"),
    "span_fraction": _("从第一次提交起的工作日（算到分钟）"),
    "submitted_at": _("提交时刻"), "accepted_at": _("受理时刻"),
    "decided_at": _("决定时刻"), "delivered_at": _("送达时刻"),
    "ended_at": _("办结时刻"), "submitted_on": _("提交日"), "accepted_on": _("受理日"),
    "decided_on": _("决定日"), "closed_on": _("办结日"),
    "registered_on": _("企业登记日"), "item_type": _("事项类型"),
    "period_start": _("数据期"), "month_hours": _("当月小时数"), "as_of": _("月末"),
    "settled_on": _("定性日"), "kind": _("种类"), "state": _("状态"),
}  # fmt: skip
