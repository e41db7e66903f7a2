using Commerce.Alerts;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Billing;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Catalogue.Loads;
using Commerce.Credits;
using Commerce.Flow;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Retention;
using Commerce.Review;
using Commerce.Routing;
using Commerce.Routing.Cutouts;
using Commerce.Signals;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Vitals;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Data;

/// <summary>The product's tables as one store sees them. Bound to the scope's store for life, so it is never pooled.</summary>
public sealed class CommerceContext(DbContextOptions<CommerceContext> options, StoreScope scope) : DbContext(options)
{
    /// <summary>Name of the filter that keeps every query inside the scope's stores: the layer before row-level security.</summary>
    public const string StoreFilter = "store";

    // Read through the context so that each query asks the scope anew; a captured list would freeze the first one.
    internal IReadOnlyList<Guid> ScopedStores => scope.Stores;

    public DbSet<StoreRoute> StoreDirectory => Set<StoreRoute>();

    public DbSet<Worker> Workers => Set<Worker>();

    public DbSet<ProviderLimit> ProviderLimits => Set<ProviderLimit>();

    public DbSet<ProviderCircuit> ProviderCircuits => Set<ProviderCircuit>();

    public DbSet<ProviderKey> ProviderKeys => Set<ProviderKey>();

    public DbSet<RoutingPolicy> RoutingPolicies => Set<RoutingPolicy>();

    public DbSet<ProviderCap> ProviderCaps => Set<ProviderCap>();

    public DbSet<ProviderDay> ProviderDays => Set<ProviderDay>();

    public DbSet<ProviderRate> ProviderRates => Set<ProviderRate>();

    public DbSet<ProviderCallback> ProviderCallbacks => Set<ProviderCallback>();

    public DbSet<Cutout> Cutouts => Set<Cutout>();

    public DbSet<ModelListing> ModelListings => Set<ModelListing>();

    public DbSet<ModelList> ModelLists => Set<ModelList>();

    public DbSet<ModelOverride> ModelOverrides => Set<ModelOverride>();

    public DbSet<ModelDay> ModelDays => Set<ModelDay>();

    public DbSet<WorkPlace> WorkPlaces => Set<WorkPlace>();

    public DbSet<Store> Stores => Set<Store>();

    public DbSet<StoreToken> StoreTokens => Set<StoreToken>();

    public DbSet<ShopBudget> ShopBudgets => Set<ShopBudget>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Variant> Variants => Set<Variant>();

    public DbSet<SourceImage> SourceImages => Set<SourceImage>();

    public DbSet<Collection> Collections => Set<Collection>();

    public DbSet<ProductCollection> ProductCollections => Set<ProductCollection>();

    public DbSet<ProductChange> ProductChanges => Set<ProductChange>();

    public DbSet<CatalogueLoad> CatalogueLoads => Set<CatalogueLoad>();

    public DbSet<CatalogueLine> CatalogueLines => Set<CatalogueLine>();

    public DbSet<BrandReading> BrandReadings => Set<BrandReading>();

    public DbSet<BrandProfile> BrandProfiles => Set<BrandProfile>();

    public DbSet<BrandAttribute> BrandAttributes => Set<BrandAttribute>();

    public DbSet<Price> Prices => Set<Price>();

    public DbSet<PriceChange> PriceChanges => Set<PriceChange>();

    public DbSet<LimitChange> LimitChanges => Set<LimitChange>();

    public DbSet<Balance> Balances => Set<Balance>();

    public DbSet<Hold> Holds => Set<Hold>();

    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<CreditSettings> CreditSettings => Set<CreditSettings>();

    public DbSet<BalanceWarning> BalanceWarnings => Set<BalanceWarning>();

    public DbSet<LedgerCheckpoint> LedgerCheckpoints => Set<LedgerCheckpoint>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<Charge> Charges => Set<Charge>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<CreditPeriod> CreditPeriods => Set<CreditPeriod>();

    public DbSet<UsageRecord> UsageRecords => Set<UsageRecord>();

    public DbSet<Recipe> Recipes => Set<Recipe>();

    public DbSet<SavedRecipe> SavedRecipes => Set<SavedRecipe>();

    public DbSet<RecurringRun> RecurringRuns => Set<RecurringRun>();

    public DbSet<RecurringStart> RecurringStarts => Set<RecurringStart>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<BatchEvent> BatchEvents => Set<BatchEvent>();

    public DbSet<BatchDraft> BatchDrafts => Set<BatchDraft>();

    public DbSet<Sheet> Sheets => Set<Sheet>();

    public DbSet<SheetRow> SheetRows => Set<SheetRow>();

    public DbSet<SheetError> SheetErrors => Set<SheetError>();

    public DbSet<SheetPicture> SheetPictures => Set<SheetPicture>();

    public DbSet<SavedMapping> SheetMappings => Set<SavedMapping>();

    public DbSet<Generation> Generations => Set<Generation>();

    public DbSet<GenerationEvent> GenerationEvents => Set<GenerationEvent>();

    public DbSet<Asset> Assets => Set<Asset>();

    public DbSet<ReviewDecision> Reviews => Set<ReviewDecision>();

    public DbSet<Rating> Ratings => Set<Rating>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<PublicationItem> PublicationItems => Set<PublicationItem>();

    public DbSet<WebVitals> WebVitals => Set<WebVitals>();

    public DbSet<InboxEntry> WebhookInbox => Set<InboxEntry>();

    public DbSet<InboxSignal> WebhookSignals => Set<InboxSignal>();

    public DbSet<ComplianceRequest> ComplianceRequests => Set<ComplianceRequest>();

    public DbSet<FlowRun> FlowRuns => Set<FlowRun>();

    public DbSet<Signal> Signals => Set<Signal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CommerceContext).Assembly);
        SnakeCase.Apply(modelBuilder);
        StoreFilters.Apply(modelBuilder, this);
    }
}
