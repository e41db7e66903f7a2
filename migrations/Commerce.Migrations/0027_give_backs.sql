-- What a decision gave back (above zero) or took again (below): the sum over an asset's lines is what its owner has back for it.
alter table reviews add column credits_given_back bigint not null default 0;
