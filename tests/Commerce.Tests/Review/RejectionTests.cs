using Commerce.Review;

namespace Commerce.Tests.Review;

public sealed class RejectionTests
{
    [TestCase("bad-edges", null, "bad-edges")]
    [TestCase("bad-edges", "  ", "bad-edges")]
    [TestCase("other", " The strap: cut ", "other: The strap: cut")]
    public void A_rejection_is_read_back_as_it_was_written(string key, string? note, string text)
    {
        var rejection = new Rejection(key, note);
        Assert.That(rejection.ToString(), Is.EqualTo(text));
        Assert.That(Rejection.Parse(text), Is.EqualTo(rejection));
    }

    [Test]
    public void A_reason_that_is_not_on_offer_is_refused()
    {
        Assert.That(() => new Rejection("because", null), Throws.ArgumentException);
        Assert.That(Rejection.Parse("because: of it"), Is.Null);
    }

    [Test]
    public void Reasons_have_the_keys_one_to_nine() =>
        Assert.That(Reason.All.Select(reason => reason.Digit), Is.EqualTo(Enumerable.Range(1, 9)));

    [Test]
    public void What_was_seen_is_read_back_as_it_was_written()
    {
        var seen = new SeenAsset(Guid.Parse("0199d0e0-0000-7000-8000-000000000001"), new string('a', 64));
        Assert.That(SeenAsset.Parse(seen.ToString()), Is.EqualTo(seen));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0199d0e0000070008000000000000001")]
    [TestCase("0199d0e0000070008000000000000001.abc")]
    [TestCase("no-id.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Anything_else_is_not_taken_for_something_seen(string? text) => Assert.That(SeenAsset.Parse(text), Is.Null);
}
