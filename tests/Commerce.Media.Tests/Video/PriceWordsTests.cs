using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class PriceWordsTests
{
    [TestCase(109.99, 137.49, "USD", "$109.99", "$137.49", 20)]
    [TestCase(24, 30, "EUR", "€24.00", "€30.00", 20)]
    [TestCase(1990, 2000, "jpy", "¥1,990", "¥2,000", 0)]
    [TestCase(10, 10, "CHF", "CHF\u00a010.00", null, 0)]
    [TestCase(10, 9, "CHF", "CHF\u00a010.00", null, 0)]
    public void Says_what_the_shop_says_and_rounds_no_saving_up(decimal amount, decimal before, string currency, string now, string? then, int off) =>
        Assert.That(PriceWords.Of(amount, before, currency), Is.EqualTo(new PriceWords(now, then, off)));
}
