-- Everything an owner was asked to approve. Written before Shopify is asked, so that no charge exists which we do not know.
create table charges (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('subscription', 'pack', 'cap')),
  item text not null,
  state text not null check (state in
    ('requested', 'pending', 'scheduled', 'active', 'declined', 'expired', 'frozen', 'cancelled', 'refused')),
  price_minor bigint not null check (price_minor >= 0),
  currency text not null,
  credits bigint not null default 0 check (credits >= 0),
  cap_minor bigint check (cap_minor >= 0),
  trial_days integer not null default 0 check (trial_days >= 0),
  at_period_end boolean not null default false,
  test boolean not null,
  shopify_id text,
  message text,
  created_by text not null,
  created_at timestamptz not null,
  approved_at timestamptz,
  updated_at timestamptz not null,
  primary key (store_id, id)
);
create unique index charges_by_shopify_id on charges (store_id, shopify_id) where kind <> 'cap';
create index charges_latest on charges (store_id, created_at desc, id desc);
select protect('charges');

-- The one subscription a store has, as Shopify told it last. The row is also the lock under which billing is settled.
create table subscriptions (
  store_id uuid primary key references stores (id) on delete cascade,
  state text not null default 'none' check (state in ('none', 'active', 'frozen', 'cancelled')),
  plan text not null default 'free',
  shopify_id text,
  test boolean not null default false,
  period_ends_at timestamptz,
  trial_ends_at timestamptz,
  usage_line_id text,
  currency text not null default 'USD',
  cap_minor bigint,
  used_minor bigint not null default 0,
  refund_asked_at timestamptz,
  ended_at timestamptz,
  ended_plan text,
  checked_at timestamptz
);
select protect('subscriptions');

-- Credits of one billing period: what was added, from when spending counts against them, when the rest ends.
create table credit_periods (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  subscription_id text not null,
  plan text not null,
  credits bigint not null check (credits >= 0),
  counted_from timestamptz not null,
  ends_at timestamptz not null,
  closing text check (closing in ('expired', 'replaced', 'refunded')),
  closed_at timestamptz,
  primary key (store_id, id)
);
create unique index credit_periods_one_open on credit_periods (store_id) where closed_at is null;
select protect('credit_periods');

-- Credits bought over the plan. Written before Shopify is asked; its id is the key Shopify charges once under.
create table usage_records (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  business_key text not null,
  subscription_id text not null,
  line_id text,
  credits bigint not null check (credits > 0),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  state text not null check (state in ('pending', 'charged', 'refused', 'abandoned')),
  shopify_id text,
  message text,
  created_by text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (store_id, id)
);
create unique index usage_records_once on usage_records (store_id, business_key) where state in ('pending', 'charged');
create index usage_records_unsettled on usage_records (store_id, created_at) where state in ('pending', 'abandoned');
select protect('usage_records');
