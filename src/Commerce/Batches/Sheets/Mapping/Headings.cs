using System.Globalization;
using System.Text;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>The names by which columns are known in exports and in several languages.</summary>
public static class Headings
{
    private static readonly Dictionary<string, SheetField> ByName = Names()
        .SelectMany(known => known.Names.Split(',').Select(name => (Name: Simplify(name), known.Field)))
        .DistinctBy(pair => pair.Name)
        .ToDictionary(pair => pair.Name, pair => pair.Field, StringComparer.Ordinal);

    /// <summary>The field that a heading names; null when it is not known.</summary>
    public static SheetField? Find(string heading) => ByName.TryGetValue(Simplify(heading), out var field) ? field : null;

    /// <summary>The field that a heading's words hint at, such as "my product picture"; null when none does.</summary>
    public static SheetField? Hint(string heading)
    {
        var words = Simplify(heading).Split(' ');
        for (var length = words.Length - 1; length > 0; length--)
            for (var start = words.Length - length; start >= 0; start--)
                if (ByName.TryGetValue(string.Join(' ', words.Skip(start).Take(length)), out var field))
                    return field;
        return null;
    }

    /// <summary>Lower case without accents and signs: what is left when only the words count.</summary>
    public static string Simplify(string heading)
    {
        var words = new StringBuilder();
        foreach (var sign in heading.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)
                words.Append(char.IsLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : ' ');
        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // English and exports first; then German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Czech, Turkish, Japanese, Chinese.
    private static IEnumerable<(SheetField Field, string Names)> Names() =>
    [
        (SheetField.Name, "title,name,product name,product title,product,item name,item,"
            + "titel,produktname,produkttitel,artikelname,artikelbezeichnung,bezeichnung,produkt,titre,nom,nom du produit,produit,titulo,nombre,nombre del producto,producto,titolo,nome,nome prodotto,prodotto,"
            + "nome do produto,produto,naam,productnaam,namn,produktnamn,navn,produktnavn,nazwa,nazwa produktu,nazev,nazev produktu,urun adi,urun,商品名,製品名,产品名称,名称"),
        (SheetField.Description, "body html,body,description,product description,description html,long description,short description,details,"
            + "beschreibung,produktbeschreibung,artikelbeschreibung,description du produit,descriptif,descripcion,descripcion del producto,descrizione,descrizione prodotto,descricao,omschrijving,beschrijving,"
            + "beskrivning,beskrivelse,opis,opis produktu,popis,aciklama,商品説明,説明,描述,产品描述"),
        (SheetField.Image, "image src,product image url,image url,image link,image,images,image urls,base image,base image url,picture,picture url,photo,photo url,main image,featured image,file,filename,image path,image file,"
            + "bild,bilder,bild url,bildadresse,bildlink,produktbild,foto,datei,dateiname,image du produit,url image,url de l image,lien image,imagen,imagenes,url de imagen,url imagen,immagine,immagini,url immagine,imagem,imagens,url da imagem,afbeelding,afbeeldingen,afbeelding url,"
            + "billede,zdjecie,obrazek,obrazok,obraz,gorsel,resim,画像,画像url,图片,图片链接"),
        (SheetField.Product, "handle,url handle,product handle,slug,sku,variant sku,product sku,article number,item number,"
            + "artikelnummer,artikel nr,ugs,referenz,reference,ref,referencia,codice,codice prodotto,codigo,artikelnr,varenummer,kod produktu,品番,货号"),
        (SheetField.Style, "style,style id,desired style,desired style id,style key,look,scene,preset,"
            + "stil,stil id,bildstil,szene,estilo,stile,stijl,styl,tarz,スタイル,风格"),
        (SheetField.Prompt, "prompt,prompts,fine tuning,instructions,instruction,text prompt,wish,notes to the image,"
            + "anweisung,anweisungen,wunsch,consigne,consignes,instrucciones,indicacion,istruzioni,instrucoes,instructie,instructies,instruktion,instrukcja,pokyny,talimat,プロンプト,提示词"),
        (SheetField.Ratio, "ratio,aspect ratio,aspect,format,image format,output format,"
            + "seitenverhaltnis,bildformat,verhaltnis,rapport,format d image,proportions,relacion de aspecto,formato,proporcion,proporzioni,rapporto,proporcao,beeldverhouding,verhouding,bildforhallande,billedformat,proporcje,pomer stran,en boy orani,アスペクト比,比例"),
        (SheetField.Count, "count,copies,number of images,images per product,how many,number,variations,quantity to make,"
            + "anzahl,stuckzahl,anzahl bilder,nombre d images,exemplaires,cantidad de imagenes,numero de imagenes,quante,numero immagini,numero de imagens,aantal,antal,liczba,pocet,adet,枚数,数量"),
        (SheetField.Language, "language,lang,locale,language code,"
            + "sprache,sprachcode,langue,idioma,lingua,taal,sprak,sprog,jezyk,jazyk,dil,言語,语言"),
    ];
}
