using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Commerce.Brand.Analysis;

/// <summary>One block of text as a visitor reads it, with white space collapsed.</summary>
/// <param name="IsOwnWords">False for menus, notices, reviews and the like.</param>
/// <param name="IsHeading">True for headings.</param>
/// <param name="Text">Never empty.</param>
public sealed record TextBlock(string Text, bool IsOwnWords, bool IsHeading);

/// <summary>The visible text of a page, block by block.</summary>
public sealed class PageText
{
    private readonly List<TextBlock> blocks = [];
    private readonly StringBuilder line = new();
    private bool lineIsOwn = true;
    private bool lineIsHeading;

    private PageText()
    {
    }

    public IReadOnlyList<TextBlock> Blocks => blocks;

    /// <summary>All visible text, one block a line.</summary>
    public string Visible => string.Join('\n', blocks.Select(block => block.Text));

    public static PageText Of(IHtmlDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new PageText();
        if (document.Body is { } body)
        {
            text.Walk(body);
        }

        text.EndLine();
        return text;
    }

    private void Walk(IElement body)
    {
        var open = new Stack<(IElement Element, bool Own)>();
        var own = true;
        INode? node = body.FirstChild;
        open.Push((body, own));
        while (open.Count > 0)
        {
            if (node is null)
            {
                var (closed, _) = open.Pop();
                EndBlock(closed);
                own = open.Count > 0 && open.Peek().Own;
                node = closed.NextSibling;
                continue;
            }

            if (node is IElement element && Enter(element))
            {
                own = own && !Boilerplate.Is(element);
                EndBlock(element);
                lineIsHeading |= element.LocalName is "h1" or "h2" or "h3" or "h4";
                open.Push((element, own));
                node = element.FirstChild;
                continue;
            }

            if (node is IText written)
            {
                Append(written.Data, own);
            }

            node = node.NextSibling;
        }
    }

    private bool Enter(IElement element)
    {
        if (element.LocalName is "br" or "hr")
        {
            EndLine();
            return false;
        }

        return !Boilerplate.IsInvisible(element);
    }

    private void Append(string data, bool own)
    {
        lineIsOwn &= own || string.IsNullOrWhiteSpace(data);
        foreach (var letter in data)
        {
            var blank = char.IsWhiteSpace(letter) || letter is '\u200b' or '\ufeff';
            if (!blank)
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
    }

    private void EndBlock(IElement element)
    {
        if (!Boilerplate.IsInline(element.LocalName))
        {
            EndLine();
        }
    }

    private void EndLine()
    {
        var text = line.ToString().Trim();
        if (text.Length > 0)
        {
            blocks.Add(new TextBlock(text, lineIsOwn, lineIsHeading));
        }

        line.Clear();
        lineIsOwn = true;
        lineIsHeading = false;
    }
}
