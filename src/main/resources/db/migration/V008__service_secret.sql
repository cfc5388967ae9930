-- Random values that all replicas share and that outlive a restart; made here, never in the API. gen_random_uuid() draws
-- from the strong generator: two of them hold 244 random bits.
create table service_secret (
  name text primary key,
  value bytea not null
);
insert into service_secret (name, value) values ('cursor', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
revoke insert, update, delete on service_secret from kequn_app;
