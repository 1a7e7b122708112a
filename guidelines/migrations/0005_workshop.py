"""Review, facts, care, the rehearsal, plans, comments, notes from calls and the search."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
import volunteers.models
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('guidelines', '0004_edition_immutable'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Care',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('is_paused', models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('moment', models.CharField(choices=[('before', 'before the call'), ('during', 'during the call'), ('after', 'after the call')], max_length=6, verbose_name='when')),
                ('text', models.TextField(verbose_name='text')),
                ('text_ru', models.TextField(null=True, verbose_name='text')),
                ('text_en', models.TextField(null=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'care for yourself',
                'verbose_name_plural': 'care for yourself',
                'ordering': ('order', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order')),
                ('say', models.TextField(verbose_name='what one can say or do')),
                ('say_ru', models.TextField(null=True, verbose_name='what one can say or do')),
                ('say_en', models.TextField(null=True, verbose_name='what one can say or do')),
                ('helps', models.BooleanField(default=False, verbose_name='helps')),
                ('why', models.TextField(verbose_name='why it helps or harms')),
                ('why_ru', models.TextField(null=True, verbose_name='why it helps or harms')),
                ('why_en', models.TextField(null=True, verbose_name='why it helps or harms')),
            ],
            options={
                'verbose_name': 'choice',
                'verbose_name_plural': 'choices',
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_id', models.PositiveBigIntegerField()),
                ('body', models.TextField(max_length=4000, verbose_name='comment')),
                ('made_on', models.DateField(db_default=volunteers.models.Today())),
                ('is_settled', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'ordering': ('pk',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('is_paused', models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('statement', models.TextField(verbose_name='statement')),
                ('statement_ru', models.TextField(null=True, verbose_name='statement')),
                ('statement_en', models.TextField(null=True, verbose_name='statement')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('source_ru', models.CharField(max_length=200, null=True, verbose_name='source')),
                ('source_en', models.CharField(max_length=200, null=True, verbose_name='source')),
                ('address', models.URLField(max_length=500, verbose_name='address of the source')),
                ('dated', models.DateField(verbose_name='as of')),
                ('valid_until', models.DateField(verbose_name='valid until')),
            ],
            options={
                'verbose_name': 'fact',
                'verbose_name_plural': 'facts',
                'ordering': ('order', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('helped', 'what helped'), ('harmed', 'what did not'), ('no_answer', 'a sentence I had no answer to')], max_length=9, verbose_name='about')),
                ('language', models.CharField(choices=[('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('text', models.TextField(max_length=1000, verbose_name='note')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('is_shown', models.BooleanField(db_default=False, default=False)),
                ('is_done', models.BooleanField(db_default=False, default=False, verbose_name='done')),
            ],
            options={
                'verbose_name': 'note from a call',
                'verbose_name_plural': 'notes from calls',
                'ordering': ('pk',),
                'default_permissions': ('view', 'change', 'delete'),
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('kind', models.CharField(max_length=10)),
                ('anchor', models.CharField(max_length=60)),
                ('place', models.PositiveSmallIntegerField()),
                ('title', models.TextField()),
                ('body', models.TextField()),
                ('vector', django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
            options={
                'ordering': ('place',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(verbose_name='to be published')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('published', 'published'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='waiting', max_length=9, verbose_name='state')),
                ('refusal', models.TextField(blank=True)),
                ('after', models.PositiveIntegerField()),
                ('must_reread', models.BooleanField(default=True, verbose_name='must be read again')),
                ('notes_ru', models.TextField()),
                ('notes_en', models.TextField()),
                ('content', models.JSONField(verbose_name='texts')),
            ],
            options={
                'ordering': ('-due_at',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('is_paused', models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('ask', models.TextField(verbose_name='question')),
                ('ask_ru', models.TextField(null=True, verbose_name='question')),
                ('ask_en', models.TextField(null=True, verbose_name='question')),
                ('kind', models.TextField(verbose_name='what is said to any answer')),
                ('kind_ru', models.TextField(null=True, verbose_name='what is said to any answer')),
                ('kind_en', models.TextField(null=True, verbose_name='what is said to any answer')),
            ],
            options={
                'verbose_name': 'kind question',
                'verbose_name_plural': 'kind questions',
                'ordering': ('order', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('is_paused', models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('slug', models.SlugField(unique=True, verbose_name='address')),
                ('they', models.TextField(verbose_name='what is heard')),
                ('they_ru', models.TextField(null=True, verbose_name='what is heard')),
                ('they_en', models.TextField(null=True, verbose_name='what is heard')),
            ],
            options={
                'verbose_name': 'turn of the rehearsal',
                'verbose_name_plural': 'turns of the rehearsal',
                'ordering': ('order', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Typed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_id', models.PositiveBigIntegerField()),
                ('fields', models.JSONField()),
                ('version', models.PositiveIntegerField()),
                ('typed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Voicemail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('is_paused', models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('text', models.TextField(verbose_name='words for voicemail')),
                ('text_ru', models.TextField(null=True, verbose_name='words for voicemail')),
                ('text_en', models.TextField(null=True, verbose_name='words for voicemail')),
            ],
            options={
                'verbose_name': 'words for voicemail',
                'verbose_name_plural': 'words for voicemail',
                'ordering': ('order', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('word', models.CharField(max_length=60)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='hardsentence',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hardsentence',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hardsentence',
            name='is_paused',
            field=models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside'),
        ),
        migrations.AddField(
            model_name='hardsentence',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='hardsentence',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AddField(
            model_name='opener',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='opener',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='opener',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='opener',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AddField(
            model_name='section',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='section',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='section',
            name='is_paused',
            field=models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside'),
        ),
        migrations.AddField(
            model_name='section',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('approved', 'approved')], default='draft', editable=False, max_length=8, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='section',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AlterField(
            model_name='hardsentence',
            name='order',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order'),
        ),
        migrations.AlterField(
            model_name='opener',
            name='is_paused',
            field=models.BooleanField(db_default=False, default=False, help_text='Stays here, but not in the next edition.', verbose_name='set aside'),
        ),
        migrations.AlterField(
            model_name='opener',
            name='order',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order'),
        ),
        migrations.AlterField(
            model_name='section',
            name='order',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='order'),
        ),
        migrations.AddConstraint(
            model_name='hardsentence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='hardsentence_approved_by_second'),
        ),
        migrations.AddConstraint(
            model_name='opener',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='opener_approved_by_second'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='section_approved_by_second'),
        ),
        migrations.AddField(
            model_name='care',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='care',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype'),
        ),
        migrations.AddField(
            model_name='fact',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fact',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='note',
            name='answer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notes', to='guidelines.hardsentence', verbose_name='hard sentence made of it'),
        ),
        migrations.AddField(
            model_name='passage',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guidelines.edition'),
        ),
        migrations.AddField(
            model_name='plan',
            name='planned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='turn',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='turn',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='choice',
            name='next',
            field=models.ForeignKey(blank=True, help_text='Empty: here the talk is over.', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='guidelines.turn', verbose_name='leads to'),
        ),
        migrations.AddField(
            model_name='choice',
            name='turn',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='guidelines.turn'),
        ),
        migrations.AddField(
            model_name='typed',
            name='editor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='typed',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype'),
        ),
        migrations.AddField(
            model_name='voicemail',
            name='approved_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='voicemail',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='word',
            index=django.contrib.postgres.indexes.GinIndex(fields=['word'], name='word_by_likeness', opclasses=('gin_trgm_ops',)),
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.UniqueConstraint(models.F('language'), models.F('word'), name='word_once'),
        ),
        migrations.AddConstraint(
            model_name='care',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='care_approved_by_second'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['kind', 'text_id'], name='comment_by_text'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='fact_approved_by_second'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('dated'))), name='fact_valid_after_its_date'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='passage_by_word'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(models.F('state'), condition=models.Q(('state', 'waiting')), name='plan_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='question_approved_by_second'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='turn_approved_by_second'),
        ),
        migrations.AddConstraint(
            model_name='typed',
            constraint=models.UniqueConstraint(models.F('kind'), models.F('text_id'), models.F('editor'), name='typed_one_each'),
        ),
        migrations.AddConstraint(
            model_name='voicemail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_by', models.F('edited_by')), _negated=True), _connector='OR'), name='voicemail_approved_by_second'),
        ),
    ]
