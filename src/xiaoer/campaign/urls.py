"""The campaign's addresses."""

from django.urls import include, path

from .views import (
    breakdown,
    months,
    programmes,
    reports,
    requests,
    review,
    target_changes,
    tasks,
    versions,
    workbook,
)

one_programme = [
    path("", programmes.board_page, name="board"),
    path("review/", review.review, name="review"),
    path("review/finish/", review.finish, name="finish-review"),
    path("targets/new/", review.new_target, name="new-target"),
    path("targets/accept/", review.accept_all, name="accept-targets"),
    path("targets/<int:target_pk>/", review.target, name="target"),
    path("targets/<int:target_pk>/judge/", review.judge, name="judge-target"),
    path("targets/<int:target_pk>/change/", target_changes.ask, name="ask-target-change"),
    path("targets/<int:target_pk>/drop/", target_changes.drop, name="ask-target-drop"),
    path("targets/changes/", target_changes.target_changes, name="target-changes"),
    path(
        "targets/changes/<int:request_pk>/",
        target_changes.decide_target,
        name="decide-target-change",
    ),
    path("baselines/<int:number>/", versions.version, name="version"),
    path("close/", versions.close, name="close-programme"),
    path("reopen/", versions.reopen, name="reopen-programme"),
    path("coverage/", programmes.coverage_page, name="coverage"),
    path("coverage/<int:commitment_pk>/", tasks.cover, name="cover"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/assign/", tasks.assign, name="assign-tasks"),
    path("tasks/<int:task_pk>/", tasks.task, name="task"),
    path("tasks/<int:task_pk>/milestones/", tasks.milestones, name="milestones"),
    path("tasks/<int:task_pk>/split/", tasks.split, name="split-task"),
    path("coverage/measures/<int:measure_pk>/", tasks.cover_measure, name="cover-measure"),
    path("tasks/<int:task_pk>/transfer/", requests.transfer, name="transfer-task"),
    path("tasks/<int:task_pk>/transfer/<int:request_pk>/", requests.take, name="decide-transfer"),
    path("tasks/<int:task_pk>/change/", requests.ask_change, name="ask-change"),
    path("tasks/<int:task_pk>/change/<int:request_pk>/", requests.decide, name="decide-change"),
    path(
        "tasks/<int:task_pk>/milestones/<int:milestone_pk>/reach/",
        tasks.reach,
        name="reach-milestone",
    ),
    path(
        "tasks/<int:task_pk>/milestones/<int:milestone_pk>/verify/",
        tasks.verify,
        name="verify-milestone",
    ),
    path("breakdown/", breakdown.breakdown, name="breakdown"),
    path("breakdown/freeze/", breakdown.freeze, name="freeze-baseline"),
    path("breakdown/<int:unit_pk>/<str:step>/", breakdown.unit_step, name="unit-step"),
    path("months/", months.now, name="months"),
    path("months/<int:year>/<int:month>/", months.month, name="month"),
    path("reports/<int:unit>/<int:year>/<int:month>/", reports.report, name="report"),
    path("reports/<int:unit>/<int:year>/<int:month>/begin/", reports.begin, name="begin-report"),
    path("reports/<int:report_pk>/<str:step>/", reports.step, name="report-step"),
    path("journal/", programmes.journal, name="journal"),
    path("workbook.xlsx", workbook.download, name="workbook"),
    path("workbook/", workbook.upload, name="workbook-in"),
]

urlpatterns = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/notices/", programmes.notices_page, name="notices"),
    path("programmes/import/", programmes.import_page, name="import-plan"),
    path("programmes/this-month/", months.this_month, name="this-month"),
    path("programmes/calendar/<str:token>.ics", months.calendar_feed, name="calendar-feed"),
    path("programmes/<int:pk>/", include(one_programme)),
]
