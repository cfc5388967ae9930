-- A clock moves those whose truth time changes, where segments were rebuilt after midnight before. It goes on from where
-- the last rebuild certainly was.
update shop_clock c
set evaluated_until = d.due_at + c.test_offset * interval '1 microsecond' - interval '2 days'
from due d
where d.shop_id = c.shop_id and d.kind = 'midnight';

update due set kind = 'clock', due_at = clock_timestamp(), lease_until = null where kind = 'midnight';
