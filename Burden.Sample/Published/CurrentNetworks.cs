using Burden.Sample.Zoo;

namespace Burden.Sample.Published;

/// <summary>Networks newer than the published tables, or as PyTorch builds them, ordered by task.</summary>
internal static class CurrentNetworks
{
    private const string ClassificationTask = "classification";
    private const string SegmentationTask = "segmentation";
    private const string VideoTask = "video";
    private const string LanguageTask = "language";
    private const string SoundTask = "sound";
    private const string DetectionTask = "detection";
    private const string GenerationTask = "generation";

    public static IReadOnlyList<PublishedRow> All { get; } =
    [
        new(ClassificationTask, ResNet50Torch.Cost.Network),
        new(ClassificationTask, WideResNet50_2.Cost.Network),
        new(ClassificationTask, Vgg16BN.Cost.Network),
        new(ClassificationTask, MobileNetV2.Cost.Network),
        new(ClassificationTask, MobileNetV3Large.Cost.Network),
        new(ClassificationTask, MobileNetV3Small.Cost.Network),
        new(ClassificationTask, SmallMobileNet.Cost.Network),
        new(ClassificationTask, MnasNet1_0.Cost.Network),
        new(ClassificationTask, ShuffleNetV2.Cost.Network),
        new(ClassificationTask, EfficientNetB0.Cost.Network),
        new(ClassificationTask, EfficientNetB4.Cost.Network),
        new(ClassificationTask, EfficientNetV2S.Cost.Network),
        new(ClassificationTask, RegNetY400MF.Cost.Network),
        new(ClassificationTask, RegNetX8GF.Cost.Network),
        new(ClassificationTask, ConvNeXtTiny.Cost.Network),
        new(ClassificationTask, ConvNeXtBase.Cost.Network),
        new(ClassificationTask, ViTB16.Cost.Network),
        new(ClassificationTask, ViTL32.Cost.Network),
        new(ClassificationTask, SwinT.Cost.Network),
        new(ClassificationTask, SwinB.Cost.Network),
        new(SegmentationTask, LRAsppMobileNetV3Large.Cost.Network),
        new(SegmentationTask, DeepLabV3MobileNetV3Large.Cost.Network),
        new(SegmentationTask, MobileSamEncoder.Cost.Network),
        new(DetectionTask, YoloV8Nano.Cost.Network),
        new(GenerationTask, StableDiffusionUNet.Cost.Network),
        new(GenerationTask, StableDiffusionDecoder.Cost.Network),
        new(VideoTask, R3D18.Cost.Network),
        new(LanguageTask, BertBase.Cost.Network),
        new(LanguageTask, Gpt2.Cost.Network),
        new(LanguageTask, Llama3.Cost.Network),
        new(LanguageTask, Mistral7B.Cost.Network),
        new(LanguageTask, Mixtral.Cost.Network),
        new(LanguageTask, Gemma2.Cost.Network),
        new(LanguageTask, Phi3Mini.Cost.Network),
        new(LanguageTask, Qwen25.Cost.Network),
        new(SoundTask, KeywordSpotter.Cost.Network),
        new(SoundTask, WhisperTiny.Cost.Network),
        new(SoundTask, WhisperBase.Cost.Network),
    ];
}
