-- What the platform keeps from a shop, or has given it; what has no row is given. Read with each credential before the
-- shop is known, so outside row-level security, as api_key.
create table shop_feature (
  shop_id int not null references shop,
  feature text not null,
  state text not null constraint shop_feature_state check (state in ('disabled', 'requested', 'enabled')),
  requested_at timestamptz,
  requested_by text,
  decided_at timestamptz,
  decided_by text,
  primary key (shop_id, feature)
);

-- Whose pages in browsers may call in the shop's name. A browser asks before it sends a credential.
create table shop_origin (
  shop_id int not null references shop,
  origin text not null,
  primary key (shop_id, origin)
);
create index shop_origin_by_origin on shop_origin (origin);
