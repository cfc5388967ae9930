-- When all that a shop has sealed was last gone through; what was sealed since then was sealed by the keys of that time or
-- newer ones. Null: never since the shop was made.
alter table shop add column resealed_at timestamptz;

-- Finds the shops to go through after the keys have changed.
insert into due (shop_id, kind, due_at) values (0, 'key-changes', clock_timestamp());

-- Own attributes that say who a person is: their values stand in customer.personal, and digests of them in custom.
alter table attribute add column personal boolean not null default false;
