-- Every rule that has given a tag. A version never changes; the live one is in tag_rule as well, for whoever evaluates.
create table tag_rule_version (
  tag_id int not null references tag on delete cascade,
  shop_id int not null references shop,
  number int not null,                           -- the change log names it
  rule text not null,                            -- canonical text
  rule_json text not null,                       -- the same rule in JSON notation
  hash text not null,
  priority int not null,
  author text,
  note text,
  published_at timestamptz not null,
  primary key (tag_id, number)
);
create index tag_rule_version_of_shop on tag_rule_version (shop_id, tag_id, number);

-- The owner of the tables is kept to one shop as everybody is, unless it is let off.
alter table tag_rule no force row level security;
insert into tag_rule_version (tag_id, shop_id, number, rule, rule_json, hash, priority, author, published_at)
select tag_id, shop_id, version, rule, rule_json, hash, priority, author, updated_at from tag_rule;
alter table tag_rule force row level security;

call isolate_by_shop('tag_rule_version');
