-- The bucket of points Shopify gives one shop, as all processes together count it. Changed twice for every call to Shopify,
-- so rows leave room to be changed in place and nothing but the key is indexed.
create table shop_budgets (
  store_id uuid primary key references stores (id) on delete cascade,
  size double precision not null default 2000 check (size > 0),
  rate double precision not null default 100 check (rate > 0),
  level double precision not null default 1900,
  issued double precision not null default 0,
  settled double precision not null default 0,
  open_now double precision not null default 0,
  open_before double precision not null default 0,
  period bigint not null default 0,
  as_of timestamptz not null
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
select protect('shop_budgets');

-- A paused store's work rests: its rows stay due and no job of it runs until the app is opened or asked to try again.
alter table store_directory add column paused boolean not null default false;
alter table store_directory add column resume_tried_at timestamptz;
