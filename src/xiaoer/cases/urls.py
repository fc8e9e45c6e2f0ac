"""The kernel's addresses: desk, portal, papers."""

from django.urls import path

from .views import apply, case, desk, mine, portal, signing, window

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/act/", desk.act_on_many, name="desk-act"),
    path("desk/next/", desk.next_one, name="desk-next"),
    path("desk/filter/", desk.save_filter, name="desk-filter"),
    path("desk/stuck/", desk.stuck, name="stuck"),
    path("desk/peek/<int:todo>/", desk.peek, name="desk-peek"),
    path("desk/todo/<int:todo>/", case.complete, name="desk-complete"),
    path("cases/", case.search, name="case-search"),
    path("cases/<str:number>/", case.case_page, name="desk-case"),
    path("cases/<str:number>/do/<str:verb>/", case.do_verb, name="case-verb"),
    path("cases/<str:number>/process.bpmn", case.model, name="case-model"),
    path("cases/<str:number>/materials/<int:pk>/", mine.material, name="material"),
    path("cases/<str:number>/papers/<str:paper_number>/", mine.paper, name="paper"),
    path("portal/", portal.portal, name="portal"),
    path("window/", window.window, name="window"),
    path("apply/<str:item_key>/", apply.begin, name="apply"),
    path("drafts/<int:pk>/", apply.task_list, name="draft"),
    path("drafts/<int:pk>/pages/<str:page_key>/", apply.page, name="draft-page"),
    path("drafts/<int:pk>/places/<str:field_key>/", apply.place, name="draft-place"),
    path("drafts/<int:pk>/materials/", apply.upload, name="draft-upload"),
    path("sign/<str:token>/", signing.sign, name="sign"),
    path("drafts/<int:pk>/way/", apply.commitment, name="draft-way"),
    path("drafts/<int:pk>/check/", apply.check, name="draft-check"),
    path("drafts/<int:pk>/delete/", apply.throw_away, name="draft-delete"),
    path("my/", mine.my, name="my"),
    path("my/<str:number>/", mine.progress, name="my-case"),
    path("my/<str:number>/sent/", mine.sent, name="sent"),
    path("my/<str:number>/supply/", mine.supply, name="supply"),
    path("my/<str:number>/mend/", mine.mend, name="mend"),
    path("my/<str:number>/act/", mine.act, name="my-act"),
    path("my/<str:number>/withdraw/", mine.withdraw, name="withdraw"),
    path("my/<str:number>/pause/", mine.pause, name="pause"),
    path("my/<str:number>/rate/", mine.rate_step, name="rate"),
]
