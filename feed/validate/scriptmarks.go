package validate

import "sync"

// Characters that only one of the two scripts of Chinese has, in pairs.
const (
	onlySimplified  = "国学会时说这来对们为与个从现实开关长门问间见观规视议记讲设访评词译试话该语误请诸读课谁调谈谢贝负财责败货质购贵费资赛车轨转轮软轻载较输辑边达迁过运还进远违连选递邮钱铁银销锋错镇闻阅队阳阴际陆陈险随隐难韩页顶项顺须顾顿预领频题颜额风飞饭馆马驻验鱼鸟龙东丝业丛两严临举义乐习书买乱争亚产亿仅仓价众优伟传伤伦体债倾儿党兰兴军农决况冻净减凤击刘则刚创剧剑办务动励劳势区医华协单卖卫厂厅历压厌县参双变号员响团园围图圆圣场块坚坛坏垒声处备复够头夹夺奋奖妇妈孙宁宝审宪宽宾导将尔尘尝层属岁岛币师帐带帮广庆库应庙废张归录彻态总恋恶惊惯战扑执扩扫扬扰抚护报担拟拥择挥据损换"
	onlyTraditional = "國學會時說這來對們為與個從現實開關長門問間見觀規視議記講設訪評詞譯試話該語誤請諸讀課誰調談謝貝負財責敗貨質購貴費資賽車軌轉輪軟輕載較輸輯邊達遷過運還進遠違連選遞郵錢鐵銀銷鋒錯鎮聞閱隊陽陰際陸陳險隨隱難韓頁頂項順須顧頓預領頻題顏額風飛飯館馬駐驗魚鳥龍東絲業叢兩嚴臨舉義樂習書買亂爭亞產億僅倉價眾優偉傳傷倫體債傾兒黨蘭興軍農決況凍淨減鳳擊劉則剛創劇劍辦務動勵勞勢區醫華協單賣衛廠廳歷壓厭縣參雙變號員響團園圍圖圓聖場塊堅壇壞壘聲處備復夠頭夾奪奮獎婦媽孫寧寶審憲寬賓導將爾塵嘗層屬歲島幣師帳帶幫廣慶庫應廟廢張歸錄徹態總戀惡驚慣戰撲執擴掃揚擾撫護報擔擬擁擇揮據損換"
)

// scriptMarks says of a character that only one script has which one: 1 is simplified, 2 traditional.
var scriptMarks = sync.OnceValue(func() map[rune]byte {
	m := make(map[rune]byte, len(onlySimplified)/3*2)
	for _, r := range onlySimplified {
		m[r] = 1
	}
	for _, r := range onlyTraditional {
		m[r] = 2
	}
	return m
})
