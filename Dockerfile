# One image for web, worker, beat and migrate.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1
WORKDIR /srv/stridewell
RUN useradd --system --no-create-home stridewell

COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/base.txt

COPY . .
# It reads all settings and asks none of the servers that they name.
RUN dotenv --file .env.example run -- env SECRET_KEY=unused python manage.py collectstatic --no-input

USER stridewell
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--config=python:config.gunicorn", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
