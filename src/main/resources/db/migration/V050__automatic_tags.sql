-- The rule that gives a tag to customers. The latest only; the change log names its version.
create table tag_rule (
  tag_id int primary key references tag on delete cascade,
  shop_id int not null references shop,
  rule text not null,                            -- canonical text
  rule_json text not null,                       -- the same rule in JSON notation
  hash text not null,
  priority int not null default 0,               -- of those of an exclusive group the highest that holds wins
  status text not null constraint tag_rule_status check (status in ('building', 'ready', 'failed')),
  reads_time boolean not null,                   -- time alone can change the verdict
  language_version int not null,
  author text,
  build_id uuid,                                 -- the last build's job
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
create index tag_rule_of_shop on tag_rule (shop_id, tag_id);
call isolate_by_shop('tag_rule');

-- Whether a rule gives the tag, beside what people decide. A tag that is being deleted has no rule any more.
alter table tag add column automatic boolean not null default false;

-- Tags with a rule that people have taken from customers: the rule does not give them again.
create table customer_tag_exclusion (
  shop_id int not null,
  customer_id uuid not null,
  tag_id int not null,
  author text,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (shop_id, customer_id, tag_id)
);
create index customer_tag_exclusion_by_tag on customer_tag_exclusion (shop_id, tag_id, customer_id);
call isolate_by_shop('customer_tag_exclusion');
