using Commerce.Web.Pages.Review;

namespace Commerce.Web.Tests.Review;

public sealed class FidelityWordsTests
{
    [TestCase(1f, 100, false, "nearly")]
    [TestCase(0.996f, 99, true, "your own picture")]
    [TestCase(0.85f, 85, false, "nearly")]
    [TestCase(0.7f, 70, false, "Compare")]
    [TestCase(0.5f, 50, false, "Look closely")]
    public void A_score_is_a_percentage_with_plain_words(float fidelity, int percent, bool ours, string words)
    {
        Assert.That(FidelityWords.Percent(fidelity), Is.EqualTo(percent));
        Assert.That(FidelityWords.Of(fidelity, ours), Does.Contain(words));
    }
}
