-- What customers have agreed to, each statement a row that is never changed. The customer's row holds which of them
-- counts: by purpose and channel its state and when it was given, in microseconds since 1970.
create table customer_consent (
  shop_id int not null,
  customer_id uuid not null,                     -- whose it is now: a merge moves it
  id bigint generated always as identity,
  purpose text not null,
  channel text not null,
  state text not null,
  source text,                                   -- where it was given
  document_id text,                              -- what was agreed to
  document_version text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,              -- the shop's instant of the transaction
  recorded_by text not null,
  constraint customer_consent_state check (state in ('granted', 'denied', 'pending', 'unknown')),
  primary key (shop_id, customer_id, id)
);
call isolate_by_shop('customer_consent');

alter table customer add column consents jsonb not null default '{}';

-- What was known before there were records: since when it has been so. The owner of the tables is kept to one shop as
-- everybody is, unless it is let off.
alter table customer no force row level security;
alter table customer_consent no force row level security;
insert into customer_consent
  (shop_id, customer_id, purpose, channel, state, source, occurred_at, recorded_at, recorded_by)
select c.shop_id, c.id, 'marketing', known.channel, known.state, 'profile', known.at, known.at, 'migration'
from customer c
cross join lateral (
  select field.channel, field.state, coalesce(
    timestamptz '1970-01-01 00:00:00+00'
      + (c.attribute_since ->> (field.channel || '_consent'))::bigint * interval '1 microsecond', c.recorded_at) at
  from (values ('email', c.email_consent), ('sms', c.sms_consent), ('push', c.push_consent)) field (channel, state)
  where field.state <> 'unknown') known
where c.state = 0;

update customer c set consents = known.consents
from (
  select shop_id, customer_id, jsonb_object_agg(purpose || '.' || channel, jsonb_build_object(
    'state', state, 'at', (extract(epoch from occurred_at) * 1000000)::bigint)) consents
  from customer_consent group by shop_id, customer_id) known
where c.shop_id = known.shop_id and c.id = known.customer_id;
alter table customer force row level security;
alter table customer_consent force row level security;
