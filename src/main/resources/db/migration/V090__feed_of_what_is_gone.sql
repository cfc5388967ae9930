-- Keys of tags that are gone, so that the change log can still say whom they were taken from by name.
create table feed_gone (
  shop_id int not null,
  kind text not null,                            -- as in the change log
  subject int not null,
  key text not null,
  primary key (shop_id, kind, subject)
);
call isolate_by_shop('feed_gone');

create function keep_key_of_tag() returns trigger
language plpgsql
set search_path from current
as $$
begin
  insert into feed_gone (shop_id, kind, subject, key) values (old.shop_id, 'tag', old.id, old.key);
  return null;
end
$$;
create trigger tag_gone after delete on tag for each row execute function keep_key_of_tag();
