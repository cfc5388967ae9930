-- What customers do. Rows are written once; what changes later is another event.
create table event (
  shop_id int not null,
  id uuid not null,                              -- UUIDv7
  customer_id uuid not null,
  name text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  source text not null,
  external_id text not null,
  properties jsonb not null default '{}',
  content_hash bytea not null,                   -- of the event as sent: the same content again is a replay
  cause text,
  primary key (shop_id, id),
  constraint event_external_id unique (shop_id, source, external_id)
);
-- Counts of one customer's events in a window come from this index alone.
create index event_of_customer on event (shop_id, customer_id, name, occurred_at);
-- Finds the customers whose events enter or leave a window.
create index event_by_time on event (shop_id, name, occurred_at, customer_id);
call isolate_by_shop('event');

-- How rules read a property, which may hold anything. Each is null where it holds nothing of that kind, and none ever
-- fails: a rule must not break on what somebody once sent.
create function property_present(property jsonb) returns jsonb
  language sql immutable parallel safe
  return case when property not in ('null', '""', '[]') then property end;

create function property_text(property jsonb) returns text
  language sql immutable parallel safe
  return case when jsonb_typeof(property) in ('string', 'number', 'boolean') then nullif(property #>> '{}', '') end;

create function property_array(property jsonb) returns jsonb
  language sql immutable parallel safe
  return case when jsonb_typeof(property) = 'array' then property end;

create function property_truth(property jsonb) returns boolean
  language sql immutable parallel safe
  return case when jsonb_typeof(property) = 'boolean' then property::boolean end;

-- As exact as rules can be: 20 digits before the point and 18 after it. Shops send amounts as texts, too.
create function property_number(property jsonb) returns numeric
  language sql immutable parallel safe
  return case
    when jsonb_typeof(property) in ('number', 'string')
      and (property #>> '{}') ~ '^-?[0-9]{1,20}([.][0-9]{1,18})?$'
    then (property #>> '{}')::numeric
  end;

-- A day that exists, such as 2024-02-29.
create function is_date(word text) returns boolean
  language sql immutable parallel safe
  return word ~ ('^(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)'
    || '|02-(0[1-9]|1[0-9]|2[0-8]))'
    || '|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$');

create function property_date(property jsonb) returns date
  language sql stable parallel safe
  return case
    when jsonb_typeof(property) = 'string' and is_date(property #>> '{}') then (property #>> '{}')::date
  end;

-- RFC 3339 with at most microseconds; the seconds may be left out.
create function property_instant(property jsonb) returns timestamptz
  language sql stable parallel safe
  return case
    when jsonb_typeof(property) = 'string'
      and is_date(left(property #>> '{}', 10))
      and substr(property #>> '{}', 11)
        ~ '^T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'
    then (property #>> '{}')::timestamptz
  end;
