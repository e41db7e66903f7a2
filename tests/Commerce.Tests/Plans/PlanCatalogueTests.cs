using Commerce.Plans;

namespace Commerce.Tests.Plans;

public sealed class PlanCatalogueTests
{
    [TestCase("free", 0, 0, 10)]
    [TestCase("pro", 1490, 500, 300)]
    [TestCase("pro-plus", 2490, 900, 600)]
    public void Plans_are_those_of_the_product_document(string key, long price, long credits, int extractions)
    {
        var plan = PlanCatalogue.Find(key)!;
        Assert.That((plan.Prices["USD"], plan.Credits, plan.Limits.ImageExtractionsPerMonth), Is.EqualTo((price, credits, extractions)));
    }

    [Test]
    public void A_credit_is_cheapest_in_a_plan_then_in_a_pack_then_over_the_plan()
    {
        var over = PlanCatalogue.Find("pro")!.UsagePrices["USD"];
        var packs = PlanCatalogue.Packs.Select(pack => pack.Prices["USD"] / (decimal)pack.Credits).ToList();
        Assert.That(packs, Is.Ordered.Descending.And.All.LessThan(over));
        Assert.That(PlanCatalogue.Plans.Where(plan => !plan.IsFree).Select(plan => plan.Prices["USD"] / (decimal)plan.Credits), Is.All.LessThan(packs[^1]));
    }

    [Test]
    public void A_price_is_in_the_owners_currency_where_the_plan_has_one_and_in_dollars_otherwise() =>
        Assert.That(PlanCatalogue.Find("pro")!.PriceIn("EUR").ToString(), Is.EqualTo("14.90 USD"));
}
