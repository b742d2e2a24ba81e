-- The same key with another request is a fault of the caller and must not get the first answer.
alter table idempotency add column asked text not null default '';

-- Today in Viet Nam, whatever the server's time zone: memberships begin and end with the country's day.
create function vn_today() returns date language sql stable parallel safe
  as $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date $$;
