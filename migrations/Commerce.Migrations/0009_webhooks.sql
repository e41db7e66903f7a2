-- Webhooks that passed their signature. Kept for a while after they were applied, for Shopify repeats them for hours.
create table webhook_inbox (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  webhook_id text not null,
  event_id text,
  topic text not null,
  api_version text not null,
  triggered_at timestamptz not null,
  received_at timestamptz not null,
  state text not null check (state in ('waiting', 'applied', 'failed')),
  attempt integer not null default 0,
  due_at timestamptz,
  message text,
  body text,
  primary key (store_id, id),
  unique (store_id, webhook_id),
  constraint due_while_waiting check ((due_at is not null) = (state = 'waiting')),
  constraint body_while_of_use check (body is not null or state <> 'waiting')
);
create index webhook_inbox_waiting on webhook_inbox (store_id, triggered_at, id) where due_at is not null;
create index webhook_inbox_by_age on webhook_inbox (store_id, received_at);
select protect('webhook_inbox');

-- Which stores' inboxes need a look and when. Routing only, so outside the wall. A row per arrival instead of a mark on
-- the store: arrivals of one store would queue behind each other's commits for that mark.
create table webhook_signals (
  id uuid primary key,
  store_id uuid not null,
  due_at timestamptz not null
);
create index webhook_signals_by_store on webhook_signals (store_id, due_at);
grant select, insert, delete on webhook_signals to ${app};

-- Since when the facts of these columns hold by Shopify's clock, so that a late message cannot undo a newer one.
alter table stores add column scopes_at timestamptz;
alter table stores add column facts_at timestamptz;

-- What the privacy law asked of us and what came of it. Outside the wall, for it must outlive the store; it names a shop
-- only by a keyed hash, and by the store's id only while there is something left to erase.
create table compliance_requests (
  id uuid primary key,
  webhook_id text not null unique,
  topic text not null check (topic in ('customers/data_request', 'customers/redact', 'shop/redact')),
  shop_hash text not null,
  subject_id uuid,
  triggered_at timestamptz not null,
  received_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null,
  counts jsonb
);
create index compliance_requests_open on compliance_requests (received_at) where finished_at is null;
grant select, insert, update on compliance_requests to ${app};

-- Removes rows of a store that has left, at most so many at a time; the one way in which lines of the ledger go. Runs as
-- the tables' owner, still behind the wall: only the store in scope, and only once it is marked as uninstalled.
create function erase_rows(tenant_table regclass, store uuid, at_most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  store_column name;
  erased bigint;
begin
  if not exists (select from public.stores where id = store and status = 'uninstalled') then
    raise exception 'Only the rows of an uninstalled store are erased' using errcode = '42501';
  end if;
  select case when tenant_table = 'public.stores'::regclass then 'id' else a.attname end into store_column
  from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped
  where c.oid = tenant_table and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace;
  if store_column is null then
    raise exception '% has no store', tenant_table using errcode = '42501';
  end if;
  execute format('delete from %1$s where ctid = any (array(select ctid from %1$s where %2$I = $1 limit $2))', tenant_table, store_column)
    using store, at_most;
  get diagnostics erased = row_count;
  return erased;
end $$;
revoke execute on function erase_rows(regclass, uuid, integer) from public;
grant execute on function erase_rows(regclass, uuid, integer) to ${app};
