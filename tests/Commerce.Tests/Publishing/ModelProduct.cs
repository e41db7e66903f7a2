using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Publishing;

namespace Commerce.Tests.Publishing;

/// <summary>A random product of the model shop, planned to be published: up to seven pictures, up to four variants, one or two of ours.</summary>
internal sealed class ModelProduct
{
    private readonly Random random;

    public ModelProduct(int number, ShopModel shop)
    {
        (Number, random) = (number, new Random(number));
        var pictures = random.Next(8);
        Gallery = shop.Add(
            ShopifyId, [.. Enumerable.Range(0, pictures).Select(view => view % 3 == 2 ? "" : $"View {view}")],
            [.. Enumerable.Range(0, random.Next(5)).Select(_ => pictures == 0 || random.Next(2) == 0 ? (int?)null : random.Next(pictures))]);
        Own = Gallery.Media.ToHashSet();
        Placement = Enum.GetValues<Placement>()[random.Next(4)];
    }

    public int Number { get; }

    public Guid Id => new(Number, 1, 0, new byte[8]);

    public Guid PublicationId => new(Number, 2, 0, new byte[8]);

    public string ShopifyId => $"gid://shopify/Product/{Number}";

    public Placement Placement { get; }

    public ShopModel.Gallery Gallery { get; }

    /// <summary>The shop's own pictures.</summary>
    public IReadOnlySet<string> Own { get; }

    /// <summary>Writes its publication as it stands when Shopify has made the files ready.</summary>
    public void Record(CommerceContext context, IEnumerable<Generation> generations, ShopModel shop, DateTimeOffset now)
    {
        var storeId = context.Products.Local.First().StoreId;
        context.Publications.Add(new Publication
        {
            StoreId = storeId, Id = PublicationId, RunId = Id, ProductId = Id, State = PublicationState.Publishing, Placement = Placement, CreatedBy = "test", CreatedAt = now,
            Plan = new GalleryBasis(new GallerySnapshot([.. Gallery.Media.Select(id => new GalleryItem(id, shop.AltOf(id)))], now)
            {
                Variants = [.. Gallery.Variants.Select(variant => new VariantPictureItem(variant.Id, variant.Id, variant.Shown))],
            }, Shown: true),
        });
        var variants = Gallery.Variants.Select(variant => (variant.Id, Item: random.Next(4))).ToLookup(pair => pair.Item, pair => pair.Id);
        foreach (var (generation, index) in generations.Take(1 + random.Next(2)).Select((generation, index) => (generation, index)))
        {
            var asset = new Asset
            {
                StoreId = storeId, Id = generation.Id, GenerationId = generation.Id, BatchId = generation.BatchId, ProductId = Id, SourceImageId = generation.SourceImageId, Kind = GenerationKind.Image,
                Style = generation.Style, ObjectKey = "unread", ThumbnailKey = "unread", Sha256 = "00", Bytes = 1, MimeType = "image/png", Width = 64, Height = 64,
                Provider = "test", Model = "test", Prompt = "", Seed = 1, DigitalSourceType = "compositeSynthetic", ReviewState = ReviewState.Approved, CreatedAt = now,
            };
            context.Assets.Add(asset);
            context.PublicationItems.Add(new PublicationItem
            {
                StoreId = storeId, Id = new Guid(Number, 3, (short)index, new byte[8]), PublicationId = PublicationId, AssetId = asset.Id, Sha256 = "00", FileName = $"ours-{Number}-{index}.png", Alt = "Ours",
                Position = index + 1, State = PublicationItemState.Ready, FileId = shop.NewFile($"ours-{Number}-{index}.png", "Ours"), VariantIds = [.. variants[index]], UpdatedAt = now,
            });
        }
    }
}
