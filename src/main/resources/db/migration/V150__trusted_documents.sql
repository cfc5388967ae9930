-- What a shop takes at `/graphql`: documents as text, by the names of trusted ones, or both. Read with each credential.
alter table shop
  add column document_mode text not null default 'prefer'
    constraint shop_document_mode check (document_mode in ('off', 'prefer', 'only')),
  add column customer_document_mode text not null default 'prefer'
    constraint shop_customer_document_mode check (customer_document_mode in ('off', 'prefer', 'only'));

-- GraphQL documents that the shop trusts, by the ids that its clients send. A text never changes under its id.
create table trusted_document (
  shop_id int not null references shop,
  id text not null,
  sha256 text not null,                          -- of the text, in hex
  name text,                                     -- of its first operation; null: it has none
  text text not null,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null,
  primary key (shop_id, id)
);
create index trusted_document_by_sha256 on trusted_document (shop_id, sha256);
call isolate_by_shop('trusted_document');
