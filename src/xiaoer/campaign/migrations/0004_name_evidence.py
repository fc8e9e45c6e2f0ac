"""Name the type of evidence where the text of a task already is the name of one."""

from django.db import migrations

NAMES = {
    "印发的文件": "document",
    "系统截图和网址": "system",
    "数据行": "data",
    "会议纪要": "minutes",
    "企业回执": "receipt",
    "第三方结果": "third_party",
}


def name_evidence(apps, _schema_editor):
    task = apps.get_model("campaign", "Task")
    for words, kind in NAMES.items():
        task.objects.filter(evidence_type=words, evidence_kind="").update(evidence_kind=kind)


class Migration(migrations.Migration):
    dependencies = [("campaign", "0003_changes_by_request")]

    operations = [migrations.RunPython(name_evidence, migrations.RunPython.noop)]
