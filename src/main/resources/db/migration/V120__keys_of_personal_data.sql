-- Which keys personal data in this database was written with; checked at each start. Belongs to no shop.
create table encryption_key (
  purpose text not null constraint encryption_key_purpose check (purpose in ('data', 'index')),
  key_id int not null,
  proof bytea not null,                          -- a known value sealed or indexed by it
  first_used_at timestamptz not null default clock_timestamp(),
  primary key (purpose, key_id)
);
