# The site as an image; docker-compose.yml starts it as web, worker and beat.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/static
RUN useradd --system --create-home --home-dir /srv/site site \
    && install -d -o site -g site /srv/static /srv/beat
COPY --from=packages /venv /venv
COPY --chown=root:root . /srv/callrussia
WORKDIR /srv/callrussia
USER site
# Settings refuse to load without these; collecting files connects to nothing and keeps none.
RUN SECRET_KEY=only-while-this-image-is-being-built-1 \
    SUPPRESSION_KEY=only-while-this-image-is-being-built-2 \
    ADDRESS_KEY=only-while-this-image-is-being-built-3 \
    EMAIL_HOST=nowhere MAIL_FROM=nobody@nowhere ALLOWED_HOSTS=nowhere \
    CONTROLLER_NAME=nobody CONTROLLER_ADDRESS=nowhere CONTROLLER_EMAIL=nobody@example.org \
    OBJECT_EMAIL=nobody@example.org SUPERVISORY_AUTHORITY=none \
    DATABASE_URL=postgres://nowhere/none REDIS_URL=redis://nowhere \
    python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "bin/healthy"]
CMD ["gunicorn", "callrussia.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "2", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
