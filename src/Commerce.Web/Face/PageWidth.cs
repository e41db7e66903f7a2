namespace Commerce.Web.Face;

/// <summary>How wide a page may grow; set as <c>ViewData["Width"]</c>.</summary>
public enum PageWidth
{
    Regular,
    Narrow,
    Wide,
    Full,
}
