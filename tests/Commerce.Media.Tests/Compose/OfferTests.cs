using Commerce.Media.Compose;

namespace Commerce.Media.Tests.Compose;

public sealed class OfferTests
{
    [TestCase(1299.5, "USD", "$1,299.50")]
    [TestCase(12800, "JPY", "¥12,800")]
    [TestCase(4.25, "KWD", "KWD\u00a04.250")]
    [TestCase(49, "CHF", "CHF\u00a049.00")]
    [TestCase(49, "cad", "CA$49.00")]
    public void Money_is_written_as_its_currency_is(decimal amount, string currency, string words) =>
        Assert.That(MoneyText.Write(amount, currency), Is.EqualTo(words));

    [Test]
    public void A_saving_is_never_rounded_up()
    {
        var offer = new Offer(66.7m, 100, "EUR", null);
        Assert.That((offer.Now, offer.Before, offer.PercentOff), Is.EqualTo(("€66.70", "€100.00", (int?)33)));
    }

    [TestCase(100)]
    [TestCase(90)]
    public void A_former_price_that_was_not_higher_is_not_shown(decimal before)
    {
        var offer = new Offer(100, before, "EUR", null);
        Assert.That((offer.Now, offer.Before, offer.PercentOff), Is.EqualTo(("€100.00", (string?)null, (int?)null)));
    }

    [Test]
    public void Says_nothing_without_price_and_words()
    {
        Assert.That(new Offer(null, 120, "EUR", " ").Says, Is.False);
        Assert.That(new Offer(10, null, null, null).Says, Is.False, "an amount without a currency is no price");
        Assert.That(new Offer(null, null, null, "Free shipping").Says, Is.True);
    }
}
