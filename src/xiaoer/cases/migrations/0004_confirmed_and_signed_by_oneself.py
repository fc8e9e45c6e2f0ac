import django.conf
from django.db import migrations, models

import xiaoer.cases.models.papers


def give_tokens(apps, schema_editor):
    """Give every signature its own address; an account that signed twice keeps the first."""
    seen = set()
    for row in apps.get_model("cases", "Signature").objects.order_by("pk"):
        row.token = xiaoer.cases.models.papers.new_token()
        if row.user_id and (row.draft_id, row.user_id) in seen:
            row.user_id = None
        seen.add((row.draft_id, row.user_id))
        row.save()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_turns_and_reminders"),
        migrations.swappable_dependency(django.conf.settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "draft", "confirmed", models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField("signature", "token", models.CharField(max_length=40, null=True)),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField(
            "signature", "token",
            models.CharField(
                default=xiaoer.cases.models.papers.new_token, max_length=40, unique=True
            ),
        ),
        migrations.AddConstraint(
            "signature",
            models.UniqueConstraint(fields=("draft", "user"), name="signer_signs_once"),
        ),
    ]
