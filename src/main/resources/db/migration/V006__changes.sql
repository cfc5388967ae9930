-- The log of all that happened to customers. id is drawn while the customer's row lock is held, so per customer its order is
-- commit order; number is given after commit, gapless per shop.
create sequence change_id as bigint cache 1;

create table change (
  shop_id int not null,
  id bigint not null default nextval('change_id'),
  number bigint,
  customer_id uuid not null,
  kind text not null,                            -- segment, tag, profile, merged, erased
  subject int,                                   -- id of the segment or tag
  operation text not null,                       -- added, removed, updated
  reason text not null,                          -- data, time, definition, manual, import, merge, erase
  cause text,                                    -- request or event id
  rule_version int,
  at timestamptz not null,                       -- the shop's instant of the transaction
  recorded_at timestamptz not null default clock_timestamp(),
  detail jsonb,
  primary key (shop_id, id, at)
) partition by range (at);
create index change_unnumbered on change (shop_id, id) where number is null;
create index change_numbered on change (shop_id, number) where number is not null;
call isolate_by_shop('change');

-- Takes what lies outside the months made ahead: shops with a test clock, imports of old data.
create table change_other partition of change default;
call isolate_by_shop('change_other');

-- The application owns nothing, so that it makes partitions through this function only.
create function make_change_partitions(months_ahead int) returns void
language plpgsql security definer
set search_path from current
as $$
declare
  first date := date_trunc('month', clock_timestamp() at time zone 'UTC')::date;
  month date;
  name text;
begin
  perform pg_advisory_xact_lock(75317, 0);
  for i in 0..months_ahead loop
    month := (first + make_interval(months => i))::date;
    name := 'change_' || to_char(month, 'YYYY_MM');
    if to_regclass(name) is null then
      execute format(
        'create table %I partition of change for values from (%L) to (%L)',
        name, month::timestamp at time zone 'UTC', (month + make_interval(months => 1))::timestamp at time zone 'UTC');
      call isolate_by_shop(name::regclass);
    end if;
  end loop;
end
$$;
revoke execute on function make_change_partitions(int) from public;
grant execute on function make_change_partitions(int) to kequn_app;
select make_change_partitions(2);
