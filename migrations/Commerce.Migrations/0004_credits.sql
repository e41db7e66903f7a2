-- Price per action and model, in credits. Data of the operator, the same for every store.
create table prices (
  action text not null,
  model text not null,
  credits integer not null check (credits >= 0),
  primary key (action, model)
);
insert into prices (action, model, credits) values ('image', 'local', 1), ('video', 'local', 5);
grant select on prices to ${app};

create table balances (
  store_id uuid primary key references stores (id) on delete cascade,
  available bigint not null default 0 constraint available_never_negative check (available >= 0),
  held bigint not null default 0 constraint held_never_negative check (held >= 0)
);
select protect('balances');

create table holds (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  batch_id uuid not null,
  amount bigint not null check (amount >= 0),
  captured bigint not null default 0 check (captured >= 0),
  released bigint not null default 0 check (released >= 0),
  created_at timestamptz not null,
  primary key (store_id, id),
  constraint hold_never_exceeded check (captured + released <= amount)
);
select protect('holds');

create table entries (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('grant', 'hold', 'capture', 'release', 'refund', 'expire', 'adjust')),
  amount bigint not null check (amount >= 0),
  available_change bigint not null,
  held_change bigint not null,
  business_key text not null,
  hold_id uuid,
  batch_id uuid,
  generation_id uuid,
  note text not null default '',
  created_at timestamptz not null,
  primary key (store_id, id),
  unique (store_id, business_key),
  foreign key (store_id, hold_id) references holds (store_id, id)
);
create index entries_latest on entries (store_id, created_at desc, id desc);
create index entries_by_hold on entries (store_id, hold_id) where hold_id is not null;
create trigger entries_are_append_only before update on entries for each row execute function refuse_change();
select protect('entries');
revoke update, delete on entries from ${app};
