alter table customer force row level security;
alter table import_chunk force row level security;
alter table import_row force row level security;
alter table import_error force row level security;
alter table idempotency force row level security;
alter table webhook force row level security;

alter table customer drop column name, drop column first_name, drop column last_name, drop column email, drop column phone;
create index customer_by_email on customer (shop_id, email_index) where email_index is not null;
create index customer_by_phone on customer (shop_id, phone_index) where phone_index is not null;

alter table import_chunk drop column content;
alter table import_chunk rename column sealed to content;
alter table import_chunk alter column content set not null;
alter table import_row drop column content;
alter table import_row rename column sealed to content;
alter table import_row alter column content set not null;
alter table import_error drop column content;
alter table import_error rename column sealed to content;
alter table import_error alter column content set not null;

comment on column customer.personal is 'JSON of what names the person, sealed: customer.personal|shop|customer';
comment on column customer.email_index is 'keyed digest of the normalised e-mail address';
comment on column customer.phone_index is 'keyed digest of the phone number in E.164';
comment on column idempotency.fingerprint is 'keyed digest of the input';
comment on column idempotency.answer is 'the answer, sealed, in base64; null: it held a secret, only its subject is kept';
comment on column webhook.secret is 'sealed, in base64';
comment on column webhook.previous_secret is 'sealed, in base64; signs too, until then';
