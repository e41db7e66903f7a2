using Commerce.Batches.Pilots;
using FsCheck;
using FsCheck.Fluent;

namespace Commerce.Tests.Batches.Pilots;

/// <summary>D2: a pilot stands for the catalogue.</summary>
public sealed class PilotChoiceTests
{
    private static readonly Gen<PilotCandidate> AnyProduct =
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from type in Gen.Elements("Mug", "Hat", "Rug", "Lamp", "Bowl", "Knife")
        from vendor in Gen.Elements("Kiln House", "Northwind", "", "Adler")
        from price in Gen.Choose(0, 50_000)
        from priced in ArbMap.Default.GeneratorFor<bool>()
        from pixels in Gen.Choose(0, 4_000_000)
        from seen in ArbMap.Default.GeneratorFor<bool>()
        select new PilotCandidate(id, type, vendor, priced ? price : null, seen ? pixels : null);

    private static readonly Arbitrary<List<PilotCandidate>> AnyCatalogue =
        AnyProduct.ListOf().Select(products => products.DistinctBy(product => product.ProductId).ToList()).ToArbitrary();

    [Test]
    public void D2_So_many_products_of_the_catalogue_each_once() => Check((products, size) =>
    {
        var chosen = PilotChoice.Choose(products, size);
        return chosen.Count == Math.Min(size, products.Count) && chosen.Distinct().Count() == chosen.Count && chosen.All(id => products.Any(one => one.ProductId == id));
    });

    [Test]
    public void D2_The_same_products_in_any_order_give_the_same_choice() => Check((products, size) =>
        PilotChoice.Choose(products, size).SequenceEqual(PilotChoice.Choose([.. products.OrderByDescending(one => one.ProductId)], size)));

    [Test]
    public void D2_No_type_comes_twice_before_every_type_has_come_and_the_largest_come_first() => Check((products, size) =>
    {
        var types = products.CountBy(one => one.Type).ToDictionary();
        var chosen = PilotChoice.Choose(products, size).Select(id => products.Single(one => one.ProductId == id).Type).ToList();
        var first = chosen.Take(types.Count).ToList();
        return first.Distinct().Count() == first.Count && first.Zip(first.Skip(1)).All(pair => types[pair.First] >= types[pair.Second]);
    });

    [Test]
    public void D2_Within_one_type_every_vendor_comes_when_there_is_room() => Check((products, _) =>
    {
        var mugs = products.Select(one => one with { Type = "Mug", Price = null, Pixels = null }).ToList();
        var chosen = PilotChoice.Choose(mugs, PilotChoice.Most);
        return chosen.Count < PilotChoice.Most || chosen.Select(id => mugs.Single(one => one.ProductId == id).Vendor).Distinct().Count() == mugs.Select(one => one.Vendor).Distinct().Count();
    });

    [TestCase(0, 0)]
    [TestCase(10, 0)]
    [TestCase(11, 5)]
    [TestCase(120, 6)]
    [TestCase(100_000, 10)]
    public void D2_Five_to_ten_products_and_none_where_there_are_too_few(int products, int size) => Assert.That(PilotChoice.SizeFor(products), Is.EqualTo(size));

    private static void Check(Func<List<PilotCandidate>, int, bool> holds) => Prop
        .ForAll(AnyCatalogue, Gen.Choose(1, PilotChoice.Most).ToArbitrary(), holds)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60));
}
