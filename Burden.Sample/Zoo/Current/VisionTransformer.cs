namespace Burden.Sample.Zoo;

// A. Dosovitskiy et al.: An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale, ICLR 2021.

/// <summary>The image cut into square patches, each made a vector by one linear projection: a sequence, row by row.</summary>
/// <param name="size">The side of a patch.</param>
/// <param name="features">The size of a vector.</param>
internal sealed class PatchEmbeddingAttribute(object size, object features) : ModuleAttribute
{
    [Conv2d(nameof(features), nameof(size), Stride = nameof(size)), Flatten(StartAxis = 1), Permute(1, 0)]
    Layer Patches { get; }
}

/// <summary>A vision transformer up to its classifier, figure 1: patches and a class token, positions, blocks.</summary>
/// <param name="patch">The side of a patch.</param>
/// <param name="features">The size of the vectors.</param>
/// <param name="blocks">How many blocks follow each other.</param>
/// <param name="heads">The heads of each.</param>
internal sealed class VisionTransformerAttribute(object patch, object features, object blocks, object heads) : ModuleAttribute
{
    [PatchEmbedding(nameof(patch), nameof(features)), ClassToken, PositionalEmbedding]
    Layer Tokens { get; }

    [PreNormTransformerBlock(nameof(heads), Repeat = nameof(blocks)), LayerNorm]
    Layer Encoded { get; }
}

/// <summary>The scores from the class token.</summary>
internal sealed class TokenClassifierAttribute : ModuleAttribute
{
    [Slice(0, 1), Flatten, Linear(1000)]
    Layer Scores { get; }
}

/// <summary>ViT-B/16, torchvision's.</summary>
/// <remarks>A. Dosovitskiy et al.: An Image is Worth 16x16 Words, ICLR 2021.</remarks>
[Network(3, 224, 224, Name = "vit_b_16")]
public sealed partial class ViTB16
{
    [VisionTransformer(16, 768, 12, 12)]
    public static partial Layer Encoded { get; }

    [TokenClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>ViT-L/32, torchvision's.</summary>
/// <remarks>A. Dosovitskiy et al.: An Image is Worth 16x16 Words, ICLR 2021.</remarks>
[Network(3, 224, 224, Name = "vit_l_32")]
public sealed partial class ViTL32
{
    [VisionTransformer(32, 1024, 24, 16)]
    public static partial Layer Encoded { get; }

    [TokenClassifier]
    public static partial Layer Scores { get; }
}
