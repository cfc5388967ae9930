#!/bin/bash
# Runs once, when the database is new: one role that owns and migrates, one that the service logs in as and that owns
# nothing. Both passwords come from secrets.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=owner="$OWNER_PASSWORD" --set=service="$SERVICE_PASSWORD" <<'SQL'
create role kequn_app nologin nobypassrls;
create role kequn_owner login password :'owner';
grant kequn_app to kequn_owner;
create role kequn_service login password :'service' in role kequn_app;
create database kequn owner kequn_owner;
alter database kequn set random_page_cost = 1.1;
alter database kequn set jit = off;
SQL
