using System.Text.Json;

namespace Commerce.Plans;

/// <summary>The plans and packs on offer, read once from <c>plans.json</c>; cheapest plan first.</summary>
public static class PlanCatalogue
{
    private static readonly File Content = Load();

    public static IReadOnlyList<Plan> Plans => Content.Plans;

    public static IReadOnlyList<CreditPack> Packs => Content.Packs;

    /// <summary>What a store is on when it pays for nothing.</summary>
    public static Plan Free { get; } = Content.Plans.Single(plan => plan.IsFree);

    public static Plan? Find(string key) => Plans.FirstOrDefault(plan => plan.Key == key);

    public static CreditPack? FindPack(string key) => Packs.FirstOrDefault(pack => pack.Key == key);

    private static File Load()
    {
        using var stream = typeof(PlanCatalogue).Assembly.GetManifestResourceStream("plans.json")!;
        return JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record File(IReadOnlyList<Plan> Plans, IReadOnlyList<CreditPack> Packs);
}
