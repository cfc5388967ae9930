-- An import is a job of kind 'import'; its file is kept in pieces until it ends, so that any replica can go on after a restart.
create table import_chunk (
  shop_id int not null,
  job_id uuid not null,
  number int not null,
  content bytea not null,
  primary key (shop_id, job_id, number)
);
call isolate_by_shop('import_chunk');

-- Rows as read from the file, in the order of the thing that they belong to: rows of one order need not be adjacent.
create table import_row (
  shop_id int not null,
  job_id uuid not null,
  group_key text not null,
  line bigint not null,
  content jsonb not null,
  primary key (shop_id, job_id, group_key, line)
);
call isolate_by_shop('import_row');

create table import_error (
  shop_id int not null,
  job_id uuid not null,
  line bigint not null,
  code text not null,
  column_name text not null default '',
  message text not null,                         -- in English and Chinese, one a line
  content text not null default '',              -- the row as it stands in the file, to be mended and sent again
  primary key (shop_id, job_id, line, code, column_name)
);
call isolate_by_shop('import_error');
