-- Dates and instants among the shops' own attributes, one row each, kept with customer.custom: by these the clock finds the
-- customers of whom such a moment has just been passed.
create table customer_moment (
  shop_id int not null,
  customer_id uuid not null,
  attribute text not null,
  at timestamptz,
  day date,
  primary key (shop_id, customer_id, attribute),
  constraint customer_moment_is_one check (num_nonnulls(at, day) = 1)
);
create index customer_moment_by_instant on customer_moment (shop_id, attribute, at, customer_id) where at is not null;
create index customer_moment_by_day on customer_moment (shop_id, attribute, day, customer_id) where day is not null;
call isolate_by_shop('customer_moment');

insert into customer_moment (shop_id, customer_id, attribute, at, day)
select c.shop_id, c.id, 'custom.' || a.key,
  case a.type
    when 'instant' then timestamptz '1970-01-01 00:00:00+00' + (c.custom ->> a.key)::bigint * interval '1 microsecond'
  end,
  case a.type when 'date' then (c.custom ->> a.key)::date end
from customer c
join attribute a on a.shop_id = c.shop_id and a.type in ('date', 'instant')
where c.state = 0 and c.custom ->> a.key is not null;
