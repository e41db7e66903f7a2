using Commerce.Web.Pages.Review;

namespace Commerce.Web.Tests.Review;

public sealed class FidelityWordsTests
{
    [TestCase(1f, 100, "your own picture")]
    [TestCase(0.996f, 99, "your own picture")]
    [TestCase(0.97f, 97, "nearly")]
    [TestCase(0.9f, 90, "Compare")]
    [TestCase(0.5f, 50, "Look closely")]
    public void A_score_is_a_percentage_with_plain_words(float fidelity, int percent, string words)
    {
        Assert.That(FidelityWords.Percent(fidelity), Is.EqualTo(percent));
        Assert.That(FidelityWords.Of(fidelity), Does.Contain(words));
    }
}
