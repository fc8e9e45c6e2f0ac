"""The campaign's addresses."""

from django.urls import include, path

from .views import breakdown, programmes, review, tasks, workbook

one_programme = [
    path("", programmes.board_page, name="board"),
    path("review/", review.review, name="review"),
    path("review/finish/", review.finish, name="finish-review"),
    path("targets/new/", review.new_target, name="new-target"),
    path("targets/accept/", review.accept_all, name="accept-targets"),
    path("targets/<int:target_pk>/", review.target, name="target"),
    path("targets/<int:target_pk>/judge/", review.judge, name="judge-target"),
    path("coverage/", programmes.coverage_page, name="coverage"),
    path("coverage/<int:commitment_pk>/", tasks.cover, name="cover"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/assign/", tasks.assign, name="assign-tasks"),
    path("tasks/<int:task_pk>/", tasks.task, name="task"),
    path("tasks/<int:task_pk>/milestones/", tasks.milestones, name="milestones"),
    path("tasks/<int:task_pk>/split/", tasks.split, name="split-task"),
    path("tasks/<int:task_pk>/change/", tasks.ask_change, name="ask-change"),
    path("tasks/<int:task_pk>/change/<int:request_pk>/", tasks.decide, name="decide-change"),
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
    path("journal/", programmes.journal, name="journal"),
    path("workbook.xlsx", workbook.download, name="workbook"),
    path("workbook/", workbook.upload, name="workbook-in"),
]

urlpatterns = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/import/", programmes.import_page, name="import-plan"),
    path("programmes/<int:pk>/", include(one_programme)),
]
