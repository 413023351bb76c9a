#!/bin/sh
# Run by the image of PostgreSQL, once, while its volume is empty.
set -eu
psql --set ON_ERROR_STOP=1 --set owner="$POSTGRES_OWNER_PASSWORD" --set app="$POSTGRES_APP_PASSWORD" << 'SQL'
CREATE ROLE stridewell_owner LOGIN PASSWORD :'owner';
CREATE ROLE stridewell_app LOGIN PASSWORD :'app';
CREATE DATABASE stridewell OWNER stridewell_owner;
SQL
psql --set ON_ERROR_STOP=1 --username stridewell_owner --dbname stridewell --file /allow_rows.sql
