-- Who has let which members of a segment out, for what, and how many. The files are never stored.
create table audience_export (
  shop_id int not null,
  id uuid not null,                              -- UUIDv7
  segment_id int not null,
  segment text not null,                         -- its key
  purpose text not null,
  channel text not null,
  columns text[] not null,
  hashing text,
  members int not null,
  exported int not null,
  denied int not null,
  pending int not null,
  unknown int not null,
  unreachable int not null,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null,
  expires_at timestamptz not null,
  downloads int not null default 0,
  downloaded_at timestamptz,
  primary key (shop_id, id)
);
call isolate_by_shop('audience_export');
