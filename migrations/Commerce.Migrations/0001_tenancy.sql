-- The stores a connection may see: set on every open by the app, empty when none, so that no store means no rows.
create function current_stores() returns uuid[]
language sql stable parallel safe
return string_to_array(nullif(current_setting('app.stores', true), ''), ',')::uuid[];

-- Puts a tenant table behind the wall: enabled and forced, for reading and for writing, for every role.
create function protect(tenant_table regclass, store_column text default 'store_id') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy store_wall on %1$s using (%2$I = any ((select current_stores())::uuid[])) with check (%2$I = any ((select current_stores())::uuid[]))',
    tenant_table, store_column);
  execute format('grant select, insert, update, delete on %s to ${app}', tenant_table);
end $$;
revoke execute on function protect(regclass, text) from public;

create function refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% rows are written once and never changed', tg_table_name using errcode = '23514';
end $$;

-- Where a shop's requests belong and which stores have work due. Routing only, so outside the wall.
create table store_directory (
  store_id uuid primary key,
  shop_domain text not null unique,
  active boolean not null default true,
  backlog_due_at timestamptz
);
create index store_directory_due on store_directory (backlog_due_at) where backlog_due_at is not null;
grant select, insert, update on store_directory to ${app};

create table stores (
  id uuid primary key,
  shop_domain text not null unique,
  name text not null,
  site_url text,
  plan text not null default 'free',
  shop_plan text not null default '',
  currency text not null default 'USD',
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  status text not null default 'active' check (status in ('active', 'paused', 'uninstalled')),
  status_reason text,
  scopes text not null default '',
  installed_at timestamptz not null,
  uninstalled_at timestamptz,
  sync_state text not null default 'never' check (sync_state in ('never', 'queued', 'running', 'done', 'failed')),
  sync_message text,
  sync_count integer not null default 0,
  synced_at timestamptz
);
select protect('stores', 'id');

create table store_tokens (
  store_id uuid not null references stores (id) on delete cascade,
  kind text not null check (kind in ('offline')),
  key_id text not null,
  access_token bytea not null,
  access_expires_at timestamptz,
  refresh_token bytea,
  refresh_expires_at timestamptz,
  updated_at timestamptz not null,
  primary key (store_id, kind)
);
select protect('store_tokens');
